import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import { childEnvironment, findProgram, pathFolders, startPiped } from '@app/process-runner';
import { PipedLines } from './piped-lines.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** What runs for so long is well. */
const WELL_AFTER_MS = 5_000;

export interface KeptProcessSpec {
  readonly sourceId: string;
  /** Looked up in PATH. */
  readonly program: string;
  /** Asked at every start. */
  readonly args: () => readonly string[];
  readonly cwd: string;
  readonly longestLineBytes: number;
}

/** A program whose output is a log. When it ends it is started again, less often the more often it ends. */
export class KeptProcess {
  /** For people: why there are no lines now. */
  problem: string | undefined;
  private readonly logger = new Logger('LogFollower');
  private readonly stop = new AbortController();
  private lines: PipedLines | undefined;
  private end: () => void = () => undefined;
  private waitMs = FIRST_WAIT_MS;
  private leftOutBefore = 0;

  /** @param wake called when there may be lines */
  constructor(
    private readonly spec: KeptProcessSpec,
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {}

  /** Bytes that can be read at once. */
  get waitingBytes(): number {
    return this.lines?.waitingBytes ?? 0;
  }

  /** Lines that were too long. */
  get leftOut(): number {
    return this.leftOutBefore + (this.lines?.leftOut ?? 0);
  }

  start(): void {
    const { program, args, cwd, longestLineBytes } = this.spec;
    if (this.stop.signal.aborted) return;
    const file = findProgram(program, pathFolders());
    if (file === undefined) {
      this.fail(`there is no program ${program} in PATH; install it, or remove the source`);
      return;
    }
    const child = startPiped({ file, args: args() }, { cwd, env: childEnvironment() });
    const lines = (this.lines = new PipedLines(child.output, longestLineBytes, this.wake));
    this.end = () => {
      child.stop();
    };
    void child.ended.then((complaint) => {
      this.forget(lines);
      this.fail(`${program} ended: ${complaint === '' ? 'it did not say why' : complaint}`);
    });
    void this.clock.sleep(WELL_AFTER_MS, this.stop.signal).then(() => {
      if (this.lines === lines) this.recover();
    });
  }

  /** Whole lines without the last newline, when there are any. */
  take(): Buffer | undefined {
    return this.lines?.take();
  }

  close(): void {
    this.stop.abort();
    this.end();
    this.lines = undefined;
  }

  /** What it had still to give is given by the next one. */
  private forget(lines: PipedLines): void {
    this.leftOutBefore += lines.leftOut;
    this.lines = undefined;
    this.end();
  }

  private fail(problem: string): void {
    if (this.stop.signal.aborted) return;
    const { sourceId: source, program } = this.spec;
    if (problem !== this.problem)
      this.logger.warn({ msg: `No lines of ${program}: ${problem}; trying again`, source });
    this.problem = problem;
    void this.clock.sleep(this.waitMs, this.stop.signal).then(() => {
      this.start();
    });
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  private recover(): void {
    const { sourceId: source, program } = this.spec;
    this.waitMs = FIRST_WAIT_MS;
    if (this.problem === undefined || this.stop.signal.aborted) return;
    this.problem = undefined;
    this.logger.log({ msg: `${program} runs again`, source });
  }
}
