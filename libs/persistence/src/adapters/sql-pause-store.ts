import { Inject, Injectable } from '@nestjs/common';
import type { AnyDomainEvent } from '@app/contracts';
import type { Pause, PauseStore } from '@app/healing';
import { DATABASE, type Database } from '../database.js';
import { insertEvent } from './event-rows.js';

@Injectable()
export class SqlPauseStore implements PauseStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  begin(pause: Pause, event: AnyDomainEvent): Promise<void> {
    return this.db.transaction().execute(async (db) => {
      await endPauses(db, pause.target, pause.since);
      await db.insertInto('pauses').values(pause).execute();
      await insertEvent(db, event);
    });
  }

  end(target: string | null, at: string, event: AnyDomainEvent): Promise<boolean> {
    return this.db.transaction().execute(async (db) => {
      const ended = await endPauses(db, target, at);
      if (ended) await insertEvent(db, event);
      return ended;
    });
  }

  at(moment: string): Promise<readonly Pause[]> {
    return this.db
      .selectFrom('pauses')
      .selectAll()
      .where('until', '>', moment)
      .orderBy('until', 'desc')
      .execute();
  }
}

async function endPauses(db: Database, target: string | null, at: string): Promise<boolean> {
  const ended = await db
    .updateTable('pauses')
    .set({ until: at })
    .where('target', 'is', target)
    .where('until', '>', at)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
