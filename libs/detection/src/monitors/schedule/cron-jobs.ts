import { Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';

/** Work that is done at the times of a cron expression, known to Nest's scheduler by name. */
@Injectable()
export class CronJobs {
  private readonly logger = new Logger(CronJobs.name);

  constructor(private readonly registry: SchedulerRegistry) {}

  /**
   * Takes the place of the job of that name.
   *
   * @param work starts at each time, whether or not the last one has ended; must not throw
   */
  set(name: string, cron: string, work: () => void): void {
    this.remove(name);
    const job = CronJob.from({
      cronTime: cron,
      onTick: work,
      unrefTimeout: true,
      errorHandler: (error) => {
        this.logger.error({ msg: 'Scheduled work failed', name, error: String(error) });
      },
    });
    this.registry.addCronJob(name, job);
    job.start();
  }

  /** A name that is not known does no harm. */
  remove(name: string): void {
    if (this.registry.doesExist('cron', name)) this.registry.deleteCronJob(name);
  }
}
