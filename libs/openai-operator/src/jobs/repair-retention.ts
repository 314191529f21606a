import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { REPAIR_JOB_STORE, type RepairJobStore } from './repair-job-store.js';
import { repairJobsSettings, type RepairJobsSettings } from './repair-jobs.settings.js';

const SWEEP_EVERY_MS = 3_600_000;

/** Forgets repairs when their time is over. */
@Injectable()
export class RepairRetention {
  private readonly logger = new Logger(RepairRetention.name);
  private nextSweep = 0;

  constructor(
    @Inject(repairJobsSettings.token) private readonly settings: RepairJobsSettings,
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** At most once an hour, however often it is called. Never rejects: nothing depends on it. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    if (now < this.nextSweep) return;
    this.nextSweep = now + SWEEP_EVERY_MS;
    try {
      const gone = await this.store.prune(new Date(now - this.settings.keepMs).toISOString());
      if (gone > 0) this.logger.log({ msg: 'Old repairs were forgotten', repairs: gone });
    } catch (error) {
      this.logger.error({ msg: 'Old repairs could not be forgotten', error: String(error) });
    }
  }
}
