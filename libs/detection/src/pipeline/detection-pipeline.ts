import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { Chunk } from '@app/contracts';
import { type EngineResult, PatternEngine } from '../engine/pattern-engine.js';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import { Canary } from '../vital-signs/canary.js';
import { CANARY_SOURCE } from '../vital-signs/canary-log.js';
import { DetectionCommitter } from './detection-committer.js';
import { DETECTION_LOG, type DetectionCommit, type DetectionLog } from './detection-log.js';
import { EventDispatcher } from './event-dispatcher.js';
import { ReadProgress } from './read-progress.js';

const NOTHING = { streaks: { upserts: [], deletes: [] }, detections: [] } as const;
/** How much is read again after a crash, at most, where lines led to nothing. */
const STORE_PROGRESS_AFTER_MS = 200;

/**
 * From lines to stored detections.
 *
 * What a chunk led to is stored together with its checkpoint, so each line counts once, whatever
 * happens in between. Where it led to nothing the checkpoint is stored a moment later, with others.
 */
@Injectable()
export class DetectionPipeline {
  private readonly logger = new Logger(DetectionPipeline.name);
  /** Chunks are taken one after the other, also where several streams are consumed at once. */
  private queue: Promise<void> = Promise.resolve();
  private readonly progress = new ReadProgress();
  private willStoreProgress = false;

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
    await this.enqueue(() => this.storeProgress(signal));
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
    if (chunk.gapBytes > 0) this.sayLost(chunk);
    const isCanary = chunk.sourceId === CANARY_SOURCE;
    const result = isCanary ? NOTHING : this.engine.process(chunk);
    const canWait = !isCanary && chunk.gapBytes === 0 && isNothing(result);
    if (canWait && this.progress.defer(chunk.checkpoint)) {
      this.storeProgressSoon(signal);
      return;
    }
    const checkpoints = this.progress.take(chunk.checkpoint);
    const events = await this.committer.commit({ checkpoints, ...gapOf(chunk), ...result }, signal);
    if (events) await this.dispatcher.dispatch(events);
    if (events && isCanary) this.canary.returned(chunk);
  }

  private storeProgressSoon(signal: AbortSignal): void {
    if (this.willStoreProgress) return;
    this.willStoreProgress = true;
    void this.clock
      .sleep(STORE_PROGRESS_AFTER_MS, signal)
      .then(() => this.enqueue(() => this.storeProgress(signal)));
  }

  private async storeProgress(signal: AbortSignal): Promise<void> {
    this.willStoreProgress = false;
    const checkpoints = this.progress.take();
    if (checkpoints.length > 0) await this.committer.commit({ checkpoints, ...NOTHING }, signal);
  }

  private sayLost({ path, gapBytes }: Chunk): void {
    this.logger.warn({
      msg: 'Lines were lost: the file was cut or deleted before they could be read',
      path,
      bytes: gapBytes,
    });
  }
}

function isNothing({ streaks, detections }: EngineResult): boolean {
  return streaks.upserts.length + streaks.deletes.length + detections.length === 0;
}

function gapOf({ streamId, path, gapBytes }: Chunk): Pick<DetectionCommit, 'gap'> {
  return gapBytes === 0 ? {} : { gap: { streamId, path, bytes: gapBytes } };
}
