import { Inject, Injectable } from '@nestjs/common';
import type { Measurement, MeasurementStore } from '@app/detection';
import { DATABASE, type Database } from '../database.js';

const LONGEST_MESSAGE = 500;
/** What is forgotten at once holds up nobody else for long. */
const MOST_FORGOTTEN = 5_000;

@Injectable()
export class SqlMeasurementStore implements MeasurementStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async record(measurements: readonly Measurement[]): Promise<void> {
    const rows = measurements.map(({ ok, message, at, ...rest }) => ({
      ...rest,
      at: Math.round(at),
      ok: ok ? (1 as const) : (0 as const),
      message: message.slice(0, LONGEST_MESSAGE),
    }));
    await this.db.insertInto('measurements').values(rows).execute();
  }

  async forgetBefore(at: number): Promise<void> {
    const oldest = this.db
      .selectFrom('measurements')
      .select('sequence')
      .where('at', '<', Math.round(at))
      .limit(MOST_FORGOTTEN);
    await this.db.deleteFrom('measurements').where('sequence', 'in', oldest).execute();
  }
}
