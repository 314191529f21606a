import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { StreamedEvent } from '@app/read-model';
import { EventFeed } from '../events/event-feed.js';
import { RedactedTexts } from '../redaction/redacted-texts.js';
import { FleetService } from './fleet-service.js';

/** The events of all hosts as the database has them: the same places through every instance of the API. */
@Injectable()
export class FleetFeed implements BeforeApplicationShutdown {
  private readonly feed: EventFeed;

  constructor(
    @Inject(CLOCK) clock: Clock,
    private readonly fleet: FleetService,
    texts: RedactedTexts,
  ) {
    const stories = {
      newest: async () => (await fleet.store?.newestPosition()) ?? 0,
      after: (place: number, limit: number) => this.after(place, limit),
    };
    this.feed = new EventFeed(stories, clock, texts);
  }

  /** Aborts when the API shuts down. */
  get closed(): AbortSignal {
    return this.feed.closed;
  }

  /** @throws ProblemException where there is no fleet, or its database does not answer */
  newest(): Promise<number> {
    return this.fleet.ask((store) => store.newestPosition());
  }

  follow(after: number, signal: AbortSignal): AsyncGenerator<StreamedEvent> {
    return this.feed.follow(after, signal);
  }

  beforeApplicationShutdown(): void {
    this.feed.beforeApplicationShutdown();
  }

  private async after(place: number, limit: number) {
    const events = (await this.fleet.store?.eventsAfter(place, limit)) ?? [];
    return events.map(({ position, event }) => ({ sequence: position, event }));
  }
}
