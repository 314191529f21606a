import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type {
  RunningWatchdog,
  WatchdogReport,
  WatchdogStatus,
  WatchdogStatusStore,
} from '@app/contracts';
import { DATABASE, type Database } from '../database.js';

const ONLY_ROW = 1;

@Injectable()
export class SqlWatchdogStatus implements WatchdogStatusStore {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async started({ pid, host, version, startedAt, report }: RunningWatchdog): Promise<void> {
    const row = {
      pid,
      host,
      version,
      started_at: startedAt,
      last_tick_at: this.now(),
      stopped_at: null,
      report: JSON.stringify(report),
    };
    await this.db
      .insertInto('watchdog_status')
      .values({ id: ONLY_ROW, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  async tick(): Promise<void> {
    await this.update({ last_tick_at: this.now() });
  }

  async report(report: WatchdogReport): Promise<void> {
    await this.update({ report: JSON.stringify(report) });
  }

  async stopped(): Promise<void> {
    await this.update({ stopped_at: this.now() });
  }

  async read(): Promise<WatchdogStatus | undefined> {
    const row = await this.db.selectFrom('watchdog_status').selectAll().executeTakeFirst();
    return (
      row && {
        pid: row.pid,
        host: row.host,
        version: row.version,
        startedAt: row.started_at,
        lastTickAt: row.last_tick_at,
        stoppedAt: row.stopped_at,
        report: JSON.parse(row.report) as WatchdogReport,
      }
    );
  }

  private async update(values: {
    last_tick_at?: string;
    stopped_at?: string;
    report?: string;
  }): Promise<void> {
    await this.db.updateTable('watchdog_status').set(values).execute();
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
