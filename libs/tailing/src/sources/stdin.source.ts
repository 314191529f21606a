import { Logger } from '@nestjs/common';
import type { Chunk } from '@app/contracts';
import { z } from 'zod';
import type { StreamStatus } from '../stream-status.js';
import type { LogSource, SourceContext, SourceDefinition } from './log-source.js';
import { PipedLines } from './piped-lines.js';
import { sourceIdSchema } from './source-id.js';

const NAME = 'standard input';
const LONGEST_LINE_BYTES = 1_048_576;
const NEWLINE = Buffer.from('\n');

const stdinSourceSchema = z.strictObject({ id: sourceIdSchema, type: z.literal('stdin') });

export type StdinSourceSpec = z.output<typeof stdinSourceSchema>;

/**
 * Lines that another program pipes into the watchdog. Nobody can read them twice: what was taken in and not
 * yet committed dies with the process, and what is written while no watchdog runs is never read.
 */
export class StdinSource implements LogSource {
  private readonly logger = new Logger('LogFollower');
  private lines: PipedLines | undefined;
  private problem: string | undefined;

  constructor(
    private readonly spec: StdinSourceSpec,
    private readonly context: SourceContext,
  ) {}

  get hasMore(): boolean {
    return (this.lines?.waitingBytes ?? 0) > 0;
  }

  open(): Promise<void> {
    if (process.stdin.isTTY) this.end('it is a terminal; pipe a program into the watchdog');
    else if (process.stdin.listenerCount('readable') > 0)
      this.end('another source reads it already; remove one of them');
    else this.lines = new PipedLines(process.stdin, LONGEST_LINE_BYTES, this.context.wake);
    return Promise.resolve();
  }

  take(): Chunk | undefined {
    const lines = this.lines?.take();
    if (lines) return this.chunk(lines);
    if (!this.lines?.hasEnded) return undefined;
    const rest = this.lines.takeRest();
    this.lines = undefined;
    this.end('it has ended; start the watchdog with a program piped into it');
    return rest.length > 0 ? this.chunk(rest) : undefined;
  }

  status(): readonly StreamStatus[] {
    const unreadBytes = this.lines?.waitingBytes ?? 0;
    const cutLines = this.lines?.leftOut ?? 0;
    const status = { sourceId: this.spec.id, path: NAME, unreadBytes, cutLines };
    return [this.problem === undefined ? status : { ...status, problem: this.problem }];
  }

  close(): void {
    this.lines?.close();
    this.lines = undefined;
  }

  private chunk(lines: Buffer): Chunk {
    const { cursors, clock } = this.context;
    const { id: sourceId } = this.spec;
    const bytes = Buffer.concat([lines, NEWLINE]);
    const what = `stdin ${sourceId}`;
    return cursors.chunk({ sourceId, what, path: NAME, bytes, cursor: '' }, clock.now());
  }

  private end(problem: string): void {
    this.problem = problem;
    this.logger.warn({ msg: `No lines of standard input: ${problem}`, source: this.spec.id });
  }
}

export const stdinSource = {
  type: 'stdin',
  schema: stdinSourceSchema,
  source: StdinSource,
} satisfies SourceDefinition<StdinSourceSpec>;
