import { Logger } from '@nestjs/common';
import type { Chunk } from '@app/contracts';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { StreamStatus } from '../stream-status.js';
import { DecodedLines } from './decoded-lines.js';
import {
  journalArguments,
  type JournalChoice,
  type JournalStart,
} from './journald/journal-arguments.js';
import { type JournalEntry, readJournalEntry } from './journald/journal-entry.js';
import type { LogSource, SourceContext, SourceDefinition } from './log-source.js';
import { KeptProcess, type KeptProcessSpec } from './kept-process.js';
import { sourceIdSchema } from './source-id.js';

const PROGRAM = 'journalctl';
/** Of an entry as JSON, where each character may take six. */
const LONGEST_ENTRY_BYTES = 8 * 1_048_576;
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const match = z.string().regex(/^[A-Z_][A-Z0-9_]*=/, 'must be FIELD=value');

const journaldSourceSchema = z.strictObject({
  id: sourceIdSchema,
  type: z.literal('journald'),
  unit: oneOrMore.optional().meta({
    description: 'A unit of systemd, or a list of units; all entries when left out.',
  }),
  match: z
    .union([match, z.array(match).min(1)])
    .optional()
    .meta({
      description:
        'FIELD=value that entries must have, or a list of such, as journalctl takes them.',
    }),
  priority: z
    .enum(['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'])
    .optional()
    .meta({ description: 'The most harmless entries that are wanted; all when left out.' }),
  folder: z.string().min(1).optional().meta({
    description: 'A folder of journal files, where it is not that of this machine.',
  }),
  startAt: z.enum(['end', 'beginning']).default('end').meta({
    description: 'Where the journal is picked up at the first start.',
  }),
});

export type JournaldSourceSpec = z.output<typeof journaldSourceSchema>;

/** Messages of systemd's journal, by journalctl, which goes on after the last entry that was committed. */
export class JournaldSource implements LogSource {
  private readonly logger = new Logger('LogFollower');
  private readonly choice: JournalChoice;
  private readonly what: string;
  private readonly journal: KeptProcess;
  private readonly lines = new DecodedLines();
  private readonly startedAt: number;
  private isMarked: boolean;
  private cursor: string | undefined;
  private brokenLines = 0;

  constructor(
    private readonly spec: JournaldSourceSpec,
    private readonly context: SourceContext,
  ) {
    this.choice = choiceOf(spec, context.projectRoot);
    this.what = `journald ${JSON.stringify([spec.id, this.choice])}`;
    const since = context.started.since(this.what);
    this.isMarked = since !== undefined;
    this.startedAt = since ?? context.clock.now();
    this.cursor = context.cursors.find(this.what);
    this.journal = new KeptProcess(this.processSpec(), context.clock, context.wake);
  }

  get hasMore(): boolean {
    return this.journal.waitingBytes > 0;
  }

  open(): Promise<void> {
    this.journal.start();
    return Promise.resolve();
  }

  take(): Chunk | undefined {
    if (!this.isMarked) return this.mark();
    const told = this.journal.take()?.toString().split('\n') ?? [];
    const entries = told.map(readJournalEntry).filter((entry) => entry !== undefined);
    this.noteBroken(told.filter((line) => line !== '').length - entries.length);
    const last = entries.at(-1);
    return last && this.chunk(entries, last.cursor);
  }

  status(): readonly StreamStatus[] {
    const { waitingBytes: unreadBytes, leftOut: cutLines, problem } = this.journal;
    const { brokenLines } = this;
    const status = { sourceId: this.spec.id, path: PROGRAM, unreadBytes, cutLines };
    const broken = brokenLines > 0 ? { brokenLines } : {};
    return [{ ...status, ...broken, ...(problem === undefined ? {} : { problem }) }];
  }

  close(): void {
    this.journal.close();
  }

  private chunk(entries: readonly JournalEntry[], cursor: string): Chunk {
    const { what, context } = this;
    this.lines.begin(0);
    for (const { message } of entries) if (message !== '') this.lines.addText(message);
    this.cursor = cursor;
    const bytes = this.lines.end();
    const { id: sourceId } = this.spec;
    return context.cursors.chunk(
      { sourceId, what, path: PROGRAM, bytes, cursor },
      context.clock.now(),
    );
  }

  private noteBroken(lines: number): void {
    if (lines > 0 && this.brokenLines === 0)
      this.logger.warn({
        msg: 'journalctl told something that is no entry; it is left out, and further ones are only counted. Run journalctl --output=json by hand',
        source: this.spec.id,
      });
    this.brokenLines += lines;
  }

  private mark(): Chunk {
    this.isMarked = true;
    const { what, startedAt, spec, context } = this;
    return context.started.mark({ sourceId: spec.id, what, startedAt }, context.clock.now());
  }

  private processSpec(): KeptProcessSpec {
    return {
      sourceId: this.spec.id,
      program: PROGRAM,
      args: () => journalArguments(this.choice, this.begin()),
      cwd: this.context.projectRoot,
      longestLineBytes: LONGEST_ENTRY_BYTES,
    };
  }

  private begin(): JournalStart {
    if (this.cursor !== undefined) return { cursor: this.cursor };
    return { sinceMs: this.spec.startAt === 'beginning' ? undefined : this.startedAt };
  }
}

function choiceOf(
  { unit, match, priority, folder }: JournaldSourceSpec,
  projectRoot: string,
): JournalChoice {
  return {
    units: [unit ?? []].flat(),
    matches: [match ?? []].flat(),
    priority,
    folder: folder === undefined ? undefined : resolve(projectRoot, folder),
  };
}

export const journaldSource = {
  type: 'journald',
  schema: journaldSourceSchema,
  source: JournaldSource,
} satisfies SourceDefinition<JournaldSourceSpec>;
