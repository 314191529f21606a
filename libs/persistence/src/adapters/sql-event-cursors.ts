import { Inject, Injectable } from '@nestjs/common';
import type { EventCursors } from '@app/event-bus';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlEventCursors implements EventCursors {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async enrol(follower: string): Promise<void> {
    await this.db
      .insertInto('event_cursors')
      .values({ follower, sequence: 0 })
      .onConflict((conflict) => conflict.column('follower').doNothing())
      .execute();
  }

  async leave(follower: string): Promise<void> {
    await this.db.deleteFrom('event_cursors').where('follower', '=', follower).execute();
  }

  async read(follower: string): Promise<number> {
    const row = await this.db
      .selectFrom('event_cursors')
      .select('sequence')
      .where('follower', '=', follower)
      .executeTakeFirst();
    return row?.sequence ?? 0;
  }

  async save(follower: string, sequence: number): Promise<void> {
    await this.db
      .insertInto('event_cursors')
      .values({ follower, sequence })
      .onConflict((conflict) => conflict.column('follower').doUpdateSet({ sequence }))
      .execute();
  }
}
