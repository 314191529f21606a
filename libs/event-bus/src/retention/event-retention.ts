import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EVENT_ARCHIVE, type EventArchive } from './event-archive.js';
import { eventRetentionSettings, type EventRetentionSettings } from './event-retention.settings.js';

const EVERY_MS = 3_600_000;
/** Between two bounded steps: whoever waits to write comes first. */
const BREATH_MS = 50;

/** Forgets events when their time is over: at the start, and each hour. */
@Injectable()
export class EventRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventRetention.name);
  private readonly stopping = new AbortController();
  private work: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_ARCHIVE) private readonly archive: EventArchive,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(eventRetentionSettings.token) private readonly settings: EventRetentionSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.work = this.keepTidy(this.stopping.signal);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.work;
  }

  private async keepTidy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.sweep(signal).catch((error: unknown) => {
        this.logger.warn({
          msg: 'Old events cannot be forgotten; the next hour tries again',
          error: String(error),
        });
      });
      await this.clock.sleep(EVERY_MS, signal);
    }
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now() - this.settings.keepMs).toISOString();
    let forgotten = 0;
    for (let after: number | undefined = 0; after !== undefined && !signal.aborted;) {
      const { gone, next }: Awaited<ReturnType<EventArchive['forget']>> = await this.archive.forget(
        before,
        after,
      );
      forgotten += gone;
      after = next;
      if (next !== undefined) await this.clock.sleep(BREATH_MS, signal);
    }
    if (forgotten > 0)
      this.logger.log({ msg: 'Old events were forgotten', events: forgotten, before });
  }
}
