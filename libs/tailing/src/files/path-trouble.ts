import { Logger } from '@nestjs/common';

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Give the watchdog’s user read permission on the file and on the folders above it.',
  EPERM: 'Give the watchdog’s user read permission on the file and on the folders above it.',
  EMFILE: 'Raise the limit of open files of the watchdog (ulimit -n, LimitNOFILE).',
  ENFILE: 'Raise the limit of open files of the machine (fs.file-max).',
  ELOOP: 'Its symbolic links lead in a circle: correct them.',
  EIO: 'Check the disk.',
  ESTALE: 'Check the network file system.',
};
const OTHERWISE = 'Check the path in the source of the pattern file.';

/** Says once what keeps a path from being read, and once that it is over. */
export class PathTrouble {
  private readonly logger = new Logger('LogFollower');
  private reason: string | undefined;
  private saidMissing = false;
  private saidBroken = false;

  constructor(private readonly path: string) {}

  /** Undefined while all is well. */
  get current(): string | undefined {
    return this.reason;
  }

  /** @param reason an error code or a phrase; undefined when all is well */
  note(reason: string | undefined): void {
    if (reason === this.reason) return;
    if (reason === undefined) this.logger.log({ msg: 'A log can be read again', path: this.path });
    else
      this.logger.warn({
        msg: 'A log cannot be read; it is tried again until it can',
        path: this.path,
        reason,
        whatToDo: ADVICE[reason] ?? OTHERWISE,
      });
    this.reason = reason;
  }

  noteMissing(): void {
    if (this.saidMissing) return;
    this.saidMissing = true;
    this.logger.log({
      msg: 'A log is not there yet; it is followed as soon as it appears',
      path: this.path,
    });
  }

  /** @param lines so far, of this log */
  noteBroken(lines: number): void {
    if (lines === 0 || this.saidBroken) return;
    this.saidBroken = true;
    this.logger.warn({
      msg: 'A line of a log is not in the format of its source; such lines are handed on as they stand and only counted. Look at the end of the log, and at what else writes to it',
      path: this.path,
    });
  }

  noteCut(bytes: number): void {
    this.logger.warn({
      msg: 'A line was too long and is cut; further ones of this log are only counted. Raise WATCHDOG_MAX_LINE_BYTES where they matter',
      path: this.path,
      bytes,
    });
  }
}
