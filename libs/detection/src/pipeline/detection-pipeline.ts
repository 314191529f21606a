import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { Chunk } from '@app/contracts';
import { PatternEngine } from '../engine/pattern-engine.js';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import { Canary } from '../vital-signs/canary.js';
import { CANARY_SOURCE } from '../vital-signs/canary-log.js';
import { DetectionCommitter } from './detection-committer.js';
import { DETECTION_LOG, type DetectionLog, type Gap } from './detection-log.js';
import { EventDispatcher } from './event-dispatcher.js';
import { PendingCommit, type StoreWhen } from './pending-commit.js';

const NOTHING = { streaks: { upserts: [], deletes: [] }, detections: [] } as const;
const STORE_AFTER_MS: Record<Exclude<StoreWhen, 'now'>, number> = {
  /** How long a stack trace may take to be written: some programs and loggers write it line by line. */
  'trace is whole': 100,
  /** How much is read again after a crash, at most, where lines led to nothing. */
  'some time': 200,
};

/**
 * From lines to stored detections.
 *
 * What a chunk led to is stored together with its checkpoint, so each line counts once, whatever
 * happens in between. Where it led to nothing the checkpoint is stored a moment later, with others; so is
 * a detection whose stack trace is still being written, with everything that comes meanwhile.
 */
@Injectable()
export class DetectionPipeline {
  private readonly logger = new Logger(DetectionPipeline.name);
  /** Chunks are taken one after the other, also where several streams are consumed at once. */
  private queue: Promise<void> = Promise.resolve();
  private readonly pending = new PendingCommit();
  private readonly willStore = new Set<StoreWhen>();

  constructor(
    private readonly engine: PatternEngine,
    private readonly holder: ConfigHolder,
    @Inject(DETECTION_LOG) private readonly log: DetectionLog,
    private readonly committer: DetectionCommitter,
    private readonly dispatcher: EventDispatcher,
    private readonly canary: Canary,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes up the streaks of the last run, and new patterns as they come. Call it before `consume`. */
  async start(): Promise<void> {
    this.engine.configure(this.holder.current.patterns);
    this.engine.restore(await this.log.loadStreaks());
    this.holder.subscribe(({ patterns }) => {
      this.engine.configure(patterns);
    });
  }

  /**
   * Takes chunks until there are no more, or the signal aborts; a chunk under work is finished unless
   * the store refuses it. Resolves when everything that was stored has been handed on.
   */
  async consume(chunks: AsyncIterable<Chunk>, signal: AbortSignal): Promise<void> {
    for await (const chunk of chunks) {
      if (signal.aborted) break;
      await this.enqueue(() => this.handle(chunk, signal));
    }
    await this.enqueue(() => this.store(signal));
    await this.dispatcher.drain();
  }

  private async enqueue(task: () => Promise<void>): Promise<void> {
    const work = this.queue.then(task);
    this.queue = work.catch(() => undefined);
    await work;
  }

  private async handle(chunk: Chunk, signal: AbortSignal): Promise<void> {
    // A chunk that was not stored is read again at the next start; what follows it must not be stored.
    if (signal.aborted) return;
    if (chunk.sourceId === CANARY_SOURCE) return this.handleCanary(chunk, signal);
    if (chunk.gapBytes > 0) {
      this.sayLost(chunk);
      await this.store(signal);
    }
    const when = this.pending.add(chunk, this.engine.process(chunk));
    if (when === 'now') await this.store(signal, gapOf(chunk));
    else this.storeLater(when, signal);
  }

  private async handleCanary(chunk: Chunk, signal: AbortSignal): Promise<void> {
    const commit = { checkpoints: [chunk.checkpoint], ...NOTHING };
    if (await this.committer.commit(commit, signal)) this.canary.returned(chunk);
  }

  private storeLater(when: Exclude<StoreWhen, 'now'>, signal: AbortSignal): void {
    if (this.willStore.has(when)) return;
    this.willStore.add(when);
    const store = async (): Promise<void> => {
      this.willStore.delete(when);
      if (when === 'trace is whole' || !this.pending.isWaiting) await this.store(signal);
    };
    void this.clock.sleep(STORE_AFTER_MS[when], signal).then(() => this.enqueue(store));
  }

  private async store(signal: AbortSignal, gap?: Gap): Promise<void> {
    const commit = this.pending.take();
    if (commit.checkpoints.length === 0) return;
    const events = await this.committer.commit({ ...commit, ...(gap && { gap }) }, signal);
    if (events) await this.dispatcher.dispatch(events);
  }

  private sayLost({ path, gapBytes }: Chunk): void {
    this.logger.warn({
      msg: 'Lines were lost: the file was cut or deleted before they could be read',
      path,
      bytes: gapBytes,
    });
  }
}

function gapOf({ streamId, path, gapBytes }: Chunk): Gap | undefined {
  return gapBytes === 0 ? undefined : { streamId, path, bytes: gapBytes };
}
