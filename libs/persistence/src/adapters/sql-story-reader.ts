import { Inject, Injectable } from '@nestjs/common';
import type { EventName } from '@app/contracts';
import type { SequencedEvent, StoryReader } from '@app/read-model';
import { DATABASE, type Database } from '../database.js';
import { toEvent } from './event-rows.js';

const LONGEST_STORY = 1_000;

@Injectable()
export class SqlStoryReader implements StoryReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async story(incidentId: string): Promise<readonly SequencedEvent[]> {
    const rows = await this.db
      .selectFrom('events')
      .selectAll()
      .where('correlation_id', '=', incidentId)
      .orderBy('sequence', 'desc')
      .limit(LONGEST_STORY)
      .execute();
    return rows.reverse().map((row) => ({ sequence: row.sequence, event: toEvent(row) }));
  }

  async after(sequence: number, limit: number): Promise<readonly SequencedEvent[]> {
    const rows = await this.db
      .selectFrom('events')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ sequence: row.sequence, event: toEvent(row) }));
  }

  async newest(): Promise<number> {
    const row = await this.db
      .selectFrom('events')
      .select(({ fn }) => fn.max('sequence').as('newest'))
      .executeTakeFirst();
    return row?.newest ?? 0;
  }

  async lastAt(name: EventName): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('events')
      .select('occurred_at')
      .where('name', '=', name)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.occurred_at;
  }
}
