import { Inject, Injectable } from '@nestjs/common';
import type { AlertHistory } from '@app/alerting';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlAlertHistory implements AlertHistory {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async toldChannels(incidentId: string): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('deliveries')
      .select('channel')
      .distinct()
      .where('incident_id', '=', incidentId)
      .where('status', 'in', ['pending', 'delivered'])
      .orderBy('channel')
      .execute();
    return rows.map(({ channel }) => channel);
  }
}
