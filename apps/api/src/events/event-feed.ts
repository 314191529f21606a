import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { STORY_READER, type StoryReader, type StreamedEvent, toStoryEvent } from '@app/read-model';
import { RedactedTexts } from '../redaction/redacted-texts.js';

const INTERVAL_MS = 250;
const BATCH = 200;
const MOST_RECENT = 1_000;

/**
 * The events of the store as they come, for any number of readers at the cost of one.
 *
 * Writers of the store take turns, so events become visible in the order of their sequence numbers:
 * whoever has read up to a number has missed nothing before it.
 */
@Injectable()
export class EventFeed implements BeforeApplicationShutdown {
  private readonly logger = new Logger(EventFeed.name);
  private readonly closing = new AbortController();
  private readonly sleepers = new Set<() => void>();
  /** The newest events, ascending, without gaps between them and the newest. */
  private recent: readonly StreamedEvent[] = [];
  private polled = 0;
  private readers = 0;
  private stopPolling: () => void = () => undefined;
  private polling: Promise<void> | undefined;
  private failing = false;

  constructor(
    @Inject(STORY_READER) private readonly stories: Pick<StoryReader, 'newest' | 'after'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly texts: RedactedTexts,
  ) {}

  /** Aborts when the API shuts down. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  newest(): Promise<number> {
    return this.stories.newest();
  }

  /** Every event after a sequence number, in order, without an end; none is left out. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<StreamedEvent> {
    this.enter();
    try {
      let cursor = after;
      while (!signal.aborted) {
        const batch = await this.after(cursor);
        for (const event of batch) yield event;
        cursor = batch.at(-1)?.sequence ?? cursor;
        if (batch.length === 0) await this.nextChange(signal);
      }
    } finally {
      this.leave();
    }
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
    this.stopPolling();
  }

  /** From memory where it reaches back far enough, else from the store. */
  private async after(cursor: number): Promise<readonly StreamedEvent[]> {
    const oldest = this.recent[0]?.sequence;
    if (cursor >= this.polled) return [];
    if (oldest !== undefined && cursor >= oldest - 1)
      return this.recent.filter(({ sequence }) => sequence > cursor);
    return this.read(cursor);
  }

  private async read(cursor: number): Promise<readonly StreamedEvent[]> {
    const events = await this.stories.after(cursor, BATCH);
    return this.texts.redact(
      events.map((one) => ({
        ...toStoryEvent(one),
        incidentId: one.event.correlationId,
        host: one.event.host,
      })),
    );
  }

  private enter(): void {
    this.readers += 1;
    if (this.readers > 1) return;
    this.poll();
    this.stopPolling = this.clock.every(INTERVAL_MS, () => {
      this.poll();
    });
  }

  private leave(): void {
    this.readers -= 1;
    if (this.readers > 0) return;
    this.stopPolling();
    this.recent = [];
    this.polled = 0;
  }

  private poll(): void {
    this.polling ??= this.catchUp()
      .then(() => {
        this.failing = false;
      })
      .catch((error: unknown) => {
        if (!this.failing)
          this.logger.warn({ msg: 'Events cannot be read; trying again', error: String(error) });
        this.failing = true;
      })
      .finally(() => (this.polling = undefined));
  }

  private async catchUp(): Promise<void> {
    const newest = await this.newest();
    // The first look, or a long pause: readers of what is older go to the store.
    if (this.polled === 0 || newest - this.polled > MOST_RECENT) {
      this.recent = [];
      this.polled = newest;
    } else {
      while (await this.readMore());
    }
    for (const wake of this.sleepers) wake();
  }

  /** @returns whether there may be still more */
  private async readMore(): Promise<boolean> {
    const fresh = await this.read(this.polled);
    this.recent = [...this.recent, ...fresh].slice(-MOST_RECENT);
    this.polled = fresh.at(-1)?.sequence ?? this.polled;
    return fresh.length === BATCH;
  }

  private nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
