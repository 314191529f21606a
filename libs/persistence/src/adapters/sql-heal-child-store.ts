import { Inject, Injectable } from '@nestjs/common';
import type { HealChild, HealChildStore } from '@app/healing';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlHealChildStore implements HealChildStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async add({ healId, pid, startedAt }: HealChild): Promise<void> {
    await this.db
      .insertInto('heal_children')
      .values({ heal_id: healId, pid, started_at: startedAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async remove({ healId, pid, startedAt }: HealChild): Promise<void> {
    await this.db
      .deleteFrom('heal_children')
      .where('heal_id', '=', healId)
      .where('pid', '=', pid)
      .where('started_at', '=', startedAt)
      .execute();
  }

  async list(): Promise<readonly HealChild[]> {
    const rows = await this.db.selectFrom('heal_children').selectAll().execute();
    return rows.map(({ heal_id: healId, pid, started_at: startedAt }) => ({
      healId,
      pid,
      startedAt,
    }));
  }
}
