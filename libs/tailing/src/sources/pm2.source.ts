import { Logger } from '@nestjs/common';
import type { Chunk } from '@app/contracts';
import { z } from 'zod';
import type { StreamStatus } from '../stream-status.js';
import { PathFinder } from './file/path-finder.js';
import { PeriodicScan } from './file/periodic-scan.js';
import { FileSource } from './file.source.js';
import type { LogSource, SourceContext, SourceDefinition } from './log-source.js';
import { listPm2Logs } from './pm2/list-pm2-logs.js';
import { sourceIdSchema } from './source-id.js';

/** Asking PM2 starts a program, so it is asked seldom. */
const LOOK_EVERY_MS = 30_000;

const pm2SourceSchema = z.strictObject({
  id: sourceIdSchema,
  type: z.literal('pm2'),
  service: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .meta({
      description: 'The name of a service that PM2 knows, or a list of names; all when left out.',
    }),
  startAt: z.enum(['end', 'beginning']).default('end').meta({
    description:
      'Where the logs of services are picked up that PM2 knew at the first start; those of later ones are read from their beginning.',
  }),
});

export type Pm2SourceSpec = z.output<typeof pm2SourceSchema>;

/** Lines of the log files, for output and errors, of the services that PM2 knows. */
export class Pm2Source implements LogSource {
  private readonly logger = new Logger('LogFollower');
  private readonly logs = new Map<string, FileSource>();
  private readonly scan: PeriodicScan;
  private readonly stop = new AbortController();
  /** Names what is followed: other services are picked up where `startAt` says. */
  private readonly what: string;
  /** When PM2 was first listed. */
  private since: number | undefined;
  private isMarked: boolean;
  private problem: string | undefined;

  constructor(
    private readonly spec: Pm2SourceSpec,
    private readonly context: SourceContext,
  ) {
    this.what = ['pm2', ...[spec.service ?? []].flat().toSorted()].join(' ');
    this.since = context.started.since(this.what);
    this.isMarked = this.since !== undefined;
    this.scan = new PeriodicScan(context.clock, () => this.lookForLogs(), LOOK_EVERY_MS);
  }

  get hasMore(): boolean {
    return [...this.logs.values()].some((log) => log.hasMore);
  }

  async open(): Promise<void> {
    await this.lookForLogs();
  }

  take(): Chunk | undefined {
    this.scan.tick();
    for (const [path, log] of this.logs) {
      const chunk = log.take();
      if (!chunk) continue;
      this.logs.delete(path);
      this.logs.set(path, log);
      return chunk;
    }
    return this.hasMore ? undefined : this.mark();
  }

  status(): readonly StreamStatus[] {
    const { id: sourceId } = this.spec;
    const trouble = { sourceId, path: 'pm2', unreadBytes: 0, cutLines: 0 };
    const ownStatus = this.problem === undefined ? [] : [{ ...trouble, problem: this.problem }];
    return [...ownStatus, ...[...this.logs.values()].flatMap((log) => log.status())];
  }

  close(): void {
    this.stop.abort();
    for (const log of this.logs.values()) log.close();
    this.logs.clear();
  }

  /** Logs that are no longer listed stay: what was written last is read, and PM2 may be down for a while. */
  private async lookForLogs(): Promise<void> {
    const found = await listPm2Logs(this.context, this.spec.service, this.stop.signal);
    if (this.stop.signal.aborted) return;
    this.note(found.ok ? undefined : found.problem);
    if (!found.ok) return;
    const startAt = this.since === undefined ? this.spec.startAt : 'beginning';
    for (const path of found.paths) if (!this.logs.has(path)) await this.follow(path, startAt);
    this.since ??= this.context.clock.now();
    this.context.wake();
  }

  private async follow(path: string, startAt: Pm2SourceSpec['startAt']): Promise<void> {
    const spec = { id: this.spec.id, type: 'file' as const, path, startAt };
    const log = new FileSource(spec, this.context, new PathFinder(path, false));
    this.logs.set(path, log);
    await log.open();
  }

  private mark(): Chunk | undefined {
    if (this.isMarked || this.since === undefined) return undefined;
    this.isMarked = true;
    const { what, since: startedAt, spec, context } = this;
    return context.started.mark({ sourceId: spec.id, what, startedAt }, context.clock.now());
  }

  private note(problem: string | undefined): void {
    if (problem === this.problem) return;
    this.problem = problem;
    const source = this.spec.id;
    if (problem === undefined) this.logger.log({ msg: 'PM2 tells its logs again', source });
    else this.logger.warn({ msg: `No logs of PM2: ${problem}; trying again`, source });
  }
}

export const pm2Source = {
  type: 'pm2',
  schema: pm2SourceSchema,
  source: Pm2Source,
} satisfies SourceDefinition<Pm2SourceSpec>;
