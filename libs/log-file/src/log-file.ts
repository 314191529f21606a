import { Logger } from '@nestjs/common';
import { basename, dirname } from 'node:path';
import { createStream } from 'rotating-file-stream';
import { finished } from 'node:stream/promises';

export interface LogFileOptions {
  readonly path: string;
  /** A file that has grown to this is renamed to `<path>.1`, and `.1` to `.2`, and so on. */
  readonly maxBytes: number;
  /** How many renamed files stay. */
  readonly keep: number;
  /** Permission bits of a new file; default: for its owner only. */
  readonly mode?: number;
  /** The line that stands for lines which could not be written, without its newline. */
  readonly describeGap: (missedLines: number) => string;
}

interface Waiting {
  readonly line: string;
  readonly done: (written: boolean) => void;
}

/**
 * A log that this process appends to, a line at a time, in the order of the calls.
 *
 * The file is opened for each write (lines that wait go together), so it may be renamed, emptied or
 * removed by others at any time. Folders are made where they are missing.
 */
export class LogFile {
  private readonly logger = new Logger(LogFile.name);
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private missed = 0;

  constructor(private readonly options: LogFileOptions) {}

  /**
   * Resolves when the line is in the file, or cannot be: then to false. The first failure is logged, and
   * when writing works again, a line from `describeGap` says how many are missing. Never rejects.
   *
   * @param line without a newline in it or after it
   */
  append(line: string): Promise<boolean> {
    return new Promise((done) => {
      this.waiting.push({ line, done });
      this.writing ??= this.writeAll();
    });
  }

  /** Resolves when nothing waits to be written. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const written = await this.write(batch.map(({ line }) => line));
      for (const { done } of batch) done(written);
    }
    // Here, not when the promise settles: whoever was just told may append before that.
    this.writing = undefined;
  }

  private async write(lines: readonly string[]): Promise<boolean> {
    // A failed write may have left half a line behind: begin on a new one.
    const repair = this.missed === 0 ? [] : ['', this.options.describeGap(this.missed)];
    try {
      await this.appendText([...repair, ...lines, ''].join('\n'));
    } catch (error) {
      this.sayFailed(error);
      this.missed += lines.length;
      return false;
    }
    this.sayRecovered();
    return true;
  }

  private async appendText(text: string): Promise<void> {
    const { path, maxBytes, keep, mode } = this.options;
    const stream = createStream(basename(path), {
      path: dirname(path),
      size: `${String(maxBytes)}B` as `${number}B`,
      rotate: keep,
      mode: mode ?? 0o600,
    });
    stream.end(text);
    await finished(stream);
  }

  private sayFailed(error: unknown): void {
    if (this.missed > 0) return;
    this.logger.error({
      msg: 'A log file cannot be written; its lines are left out until it can. Check that its folder is writable and the disk is not full',
      path: this.options.path,
      error: String(error),
    });
  }

  private sayRecovered(): void {
    if (this.missed === 0) return;
    this.logger.log({
      msg: 'A log file is written again',
      path: this.options.path,
      missedLines: this.missed,
    });
    this.missed = 0;
  }
}
