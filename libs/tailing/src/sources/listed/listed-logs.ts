import { Logger } from '@nestjs/common';
import type { Chunk } from '@app/contracts';
import type { CreateDecoder } from '../../files/line-decoder.js';
import type { StreamStatus } from '../../stream-status.js';
import { PathFinder } from '../file/path-finder.js';
import { PeriodicScan } from '../file/periodic-scan.js';
import { FileSource } from '../file.source.js';
import type { LogSource, SourceContext } from '../log-source.js';

export type LogList =
  | { readonly ok: true; readonly paths: ReadonlySet<string> }
  /** For people: why it cannot be told, and what to do. */
  | { readonly ok: false; readonly problem: string };

export interface ListedLogsSpec {
  readonly id: string;
  readonly startAt: 'end' | 'beginning';
  /** Who tells the logs, for people. */
  readonly teller: string;
  /** Names what is followed: where it is another, the logs are picked up where `startAt` says. */
  readonly what: string;
  readonly lookEveryMs: number;
  /** Absolute paths of the logs there are now. */
  readonly list: (signal: AbortSignal) => Promise<LogList>;
  readonly decoder?: CreateDecoder;
}

/** Lines of log files that somebody else lists, and lists anew from time to time. */
export class ListedLogs implements LogSource {
  private readonly logger = new Logger('LogFollower');
  private readonly logs = new Map<string, FileSource>();
  private readonly scan: PeriodicScan;
  private readonly stop = new AbortController();
  /** When they were first listed. */
  private since: number | undefined;
  private isMarked: boolean;
  private problem: string | undefined;

  constructor(
    private readonly spec: ListedLogsSpec,
    private readonly context: SourceContext,
  ) {
    this.since = context.started.since(spec.what);
    this.isMarked = this.since !== undefined;
    this.scan = new PeriodicScan(context.clock, () => this.lookForLogs(), spec.lookEveryMs);
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
    const { id: sourceId, teller } = this.spec;
    const trouble = { sourceId, path: teller, unreadBytes: 0, cutLines: 0 };
    const ownStatus = this.problem === undefined ? [] : [{ ...trouble, problem: this.problem }];
    return [...ownStatus, ...[...this.logs.values()].flatMap((log) => log.status())];
  }

  close(): void {
    this.stop.abort();
    for (const log of this.logs.values()) log.close();
    this.logs.clear();
  }

  private async lookForLogs(): Promise<void> {
    const found = await this.spec.list(this.stop.signal);
    if (this.stop.signal.aborted) return;
    this.note(found.ok ? undefined : found.problem);
    if (!found.ok) return;
    const startAt = this.since === undefined ? this.spec.startAt : 'beginning';
    for (const path of found.paths) if (!this.logs.has(path)) await this.follow(path, startAt);
    this.forgetGone(found.paths);
    this.since ??= this.context.clock.now();
    this.context.wake();
  }

  private async follow(path: string, startAt: ListedLogsSpec['startAt']): Promise<void> {
    const spec = { id: this.spec.id, type: 'file' as const, path, startAt };
    const log = new FileSource(spec, this.context, new PathFinder(path, false), this.spec.decoder);
    this.logs.set(path, log);
    await log.open();
  }

  /** A log that is no longer listed stays until its file is gone and what was written last is read. */
  private forgetGone(listed: ReadonlySet<string>): void {
    for (const [path, log] of this.logs) {
      if (listed.has(path) || !log.isGone) continue;
      log.close();
      this.logs.delete(path);
    }
  }

  private mark(): Chunk | undefined {
    if (this.isMarked || this.since === undefined) return undefined;
    this.isMarked = true;
    const { since: startedAt, context } = this;
    const { id: sourceId, what } = this.spec;
    return context.started.mark({ sourceId, what, startedAt }, context.clock.now());
  }

  private note(problem: string | undefined): void {
    if (problem === this.problem) return;
    this.problem = problem;
    const { id: source, teller } = this.spec;
    if (problem === undefined) this.logger.log({ msg: `Logs of ${teller} are told again`, source });
    else this.logger.warn({ msg: `No logs of ${teller}: ${problem}; trying again`, source });
  }
}
