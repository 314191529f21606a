import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Chunk } from '@app/contracts';
import { PatternEngine } from '../engine/pattern-engine.js';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import { Canary } from '../vital-signs/canary.js';
import { CANARY_SOURCE } from '../vital-signs/canary-log.js';
import { DetectionCommitter } from './detection-committer.js';
import { DETECTION_LOG, type DetectionLog } from './detection-log.js';
import { EventDispatcher } from './event-dispatcher.js';

const NOTHING = { streaks: { upserts: [], deletes: [] }, detections: [] } as const;

/**
 * From lines to stored detections.
 *
 * What a chunk led to is stored together with its checkpoint, so each line counts once, whatever
 * happens in between.
 */
@Injectable()
export class DetectionPipeline {
  private readonly logger = new Logger(DetectionPipeline.name);
  /** Chunks are taken one after the other, also where several streams are consumed at once. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: PatternEngine,
    private readonly holder: ConfigHolder,
    @Inject(DETECTION_LOG) private readonly log: DetectionLog,
    private readonly committer: DetectionCommitter,
    private readonly dispatcher: EventDispatcher,
    private readonly canary: Canary,
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
      await this.enqueue(chunk, signal);
    }
    await this.dispatcher.drain();
  }

  private async enqueue(chunk: Chunk, signal: AbortSignal): Promise<void> {
    const work = this.queue.then(() => this.handle(chunk, signal));
    this.queue = work.catch(() => undefined);
    await work;
  }

  private async handle(chunk: Chunk, signal: AbortSignal): Promise<void> {
    // A chunk that was not stored is read again at the next start; what follows it must not be stored.
    if (signal.aborted) return;
    if (chunk.gapBytes > 0) this.sayLost(chunk);
    const isCanary = chunk.sourceId === CANARY_SOURCE;
    const { streaks, detections } = isCanary ? NOTHING : this.engine.process(chunk);
    const { checkpoint, gapBytes } = chunk;
    const events = await this.committer.commit(
      { checkpoint, gapBytes, streaks, detections },
      signal,
    );
    if (events) await this.dispatcher.dispatch(events);
    if (events && isCanary) this.canary.returned(chunk);
  }

  private sayLost({ path, gapBytes }: Chunk): void {
    this.logger.warn({
      msg: 'Lines were lost: the file was cut or deleted before they could be read',
      path,
      bytes: gapBytes,
    });
  }
}
