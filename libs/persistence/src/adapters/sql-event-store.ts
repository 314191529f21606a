import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AnyDomainEvent } from '@app/contracts';
import { CompiledQuery } from 'kysely';
import type { EventStore, StoredEvent } from '@app/event-bus';
import { DATABASE, type Database } from '../database.js';
import { insertEvent, toEvent } from './event-rows.js';

/** Changes with the commits of other connections only. */
const dataVersion = CompiledQuery.raw('PRAGMA data_version') as CompiledQuery<{
  readonly data_version: number;
}>;

@Injectable()
export class SqlEventStore implements EventStore {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async append(event: AnyDomainEvent): Promise<void> {
    await insertEvent(this.db, event);
  }

  async undelivered(limit: number): Promise<readonly AnyDomainEvent[]> {
    const rows = await this.db
      .selectFrom('events')
      .selectAll()
      .where('delivered_at', 'is', null)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map(toEvent);
  }

  async revision(): Promise<number> {
    const { rows } = await this.db.executeQuery(dataVersion);
    return rows[0]?.data_version ?? 0;
  }

  async markDelivered(eventId: string): Promise<void> {
    await this.db
      .updateTable('events')
      .set({ delivered_at: new Date(this.clock.now()).toISOString() })
      .where('id', '=', eventId)
      .execute();
  }

  async after(sequence: number, limit: number): Promise<readonly StoredEvent[]> {
    const rows = await this.db
      .selectFrom('events')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ sequence: row.sequence, event: toEvent(row) }));
  }

  async story(correlationId: string): Promise<readonly AnyDomainEvent[]> {
    const rows = await this.db
      .selectFrom('events')
      .selectAll()
      .where('correlation_id', '=', correlationId)
      .orderBy('sequence')
      .execute();
    return rows.map(toEvent);
  }
}

/** The event store of an open database, for a reader outside Nest. */
export function sqlEventStore(db: Database, clock: Clock): EventStore {
  return new SqlEventStore(db, clock);
}
