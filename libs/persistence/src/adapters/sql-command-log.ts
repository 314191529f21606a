import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { CommandLog, FleetOutcome } from '@app/fleet';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlCommandLog implements CommandLog {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async outcomeOf(id: string): Promise<FleetOutcome | undefined> {
    const row = await this.db
      .selectFrom('fleet_commands')
      .select('outcome')
      .where('id', '=', id)
      .executeTakeFirst();
    return row && (JSON.parse(row.outcome) as FleetOutcome);
  }

  async save(id: string, outcome: FleetOutcome): Promise<void> {
    const done_at = new Date(this.clock.now()).toISOString();
    await this.db
      .insertInto('fleet_commands')
      .values({ id, outcome: JSON.stringify(outcome), done_at })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}
