import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { type HealingSettings, healingSettings } from '../healing.settings.js';
import { HEAL_ARCHIVE, type HealArchive } from './heal-archive.js';

const EVERY_MS = 3_600_000;

/** Forgets incidents and heals when their time is over: at the start, and each hour. */
@Injectable()
export class HealRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HealRetention.name);
  private readonly stopping = new AbortController();
  private work: Promise<void> = Promise.resolve();

  constructor(
    @Inject(HEAL_ARCHIVE) private readonly archive: HealArchive,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(healingSettings.token) private readonly settings: HealingSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.work = this.keepTidy();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.work;
  }

  private async keepTidy(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.sweep(signal);
      await this.clock.sleep(EVERY_MS, signal);
    }
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    try {
      const before = new Date(this.clock.now() - this.settings.keepMs).toISOString();
      let gone = 0;
      for (let some = 1; some > 0 && !signal.aborted; gone += some)
        some = await this.archive.forgetBefore(before);
      if (gone > 0)
        this.logger.log({ msg: 'Old incidents were forgotten', incidents: gone, before });
    } catch (error) {
      this.logger.warn({
        msg: 'Old incidents cannot be forgotten; the next hour tries again',
        error: String(error),
      });
    }
  }
}
