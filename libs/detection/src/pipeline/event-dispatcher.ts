import { Injectable, Logger } from '@nestjs/common';
import { EventBus } from '@app/event-bus';
import type { DetectionEvent } from './detection-log.js';

const MOST_UNDER_WAY = 64;

/**
 * Hands stored detections to the bus without making the next lines wait for what comes of them, up to
 * a number under way. What cannot be handed on stays undelivered in the store, and the event pump
 * delivers it later.
 */
@Injectable()
export class EventDispatcher {
  private readonly logger = new Logger(EventDispatcher.name);
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly bus: EventBus) {}

  /** Resolves at once, or when there is room again. */
  async dispatch(events: readonly DetectionEvent[]): Promise<void> {
    for (const event of events) {
      const delivery = this.deliver(event).finally(() => this.underWay.delete(delivery));
      this.underWay.add(delivery);
      if (this.underWay.size >= MOST_UNDER_WAY) await Promise.race(this.underWay);
    }
  }

  /** Waits for everything under way. */
  async drain(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async deliver(event: DetectionEvent): Promise<void> {
    try {
      await this.bus.dispatch(event);
    } catch (error) {
      this.logger.warn({
        msg: 'A detection could not be handed on; it is tried again',
        eventId: event.id,
        error: String(error),
      });
    }
  }
}
