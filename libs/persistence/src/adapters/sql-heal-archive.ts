import { Inject, Injectable } from '@nestjs/common';
import { activeStatuses, type HealArchive } from '@app/healing';
import { DATABASE, type Database } from '../database.js';

/** What is forgotten at once holds up nobody else for long. */
const MOST_AT_ONCE = 200;

const UNFINISHED = ['awaiting-approval', ...activeStatuses];

@Injectable()
export class SqlHealArchive implements HealArchive {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  forgetBefore(moment: string): Promise<number> {
    return this.db.transaction().execute(async (db) => {
      const ids = await overBefore(db, moment);
      if (ids.length === 0) return 0;
      const alerts = db.selectFrom('alerts').select('id').where('incident_id', 'in', ids);
      await db.deleteFrom('deliveries').where('alert_id', 'in', alerts).execute();
      await db.deleteFrom('alerts').where('incident_id', 'in', ids).execute();
      await db.deleteFrom('alert_threads').where('incident_id', 'in', ids).execute();
      await db.deleteFrom('heals').where('incident_id', 'in', ids).execute();
      await db.deleteFrom('incidents').where('id', 'in', ids).execute();
      return ids.length;
    });
  }
}

async function overBefore(db: Database, moment: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('id')
    .where('status', '=', 'resolved')
    .where('resolved_at', '<', moment)
    .where(
      'id',
      'not in',
      db.selectFrom('heals').select('incident_id').where('status', 'in', UNFINISHED),
    )
    .where(
      'id',
      'not in',
      db.selectFrom('deliveries').select('incident_id').where('status', '=', 'pending'),
    )
    .orderBy('resolved_at')
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}
