import { Inject, Injectable } from '@nestjs/common';
import type { AnyDomainEvent, DetectionRaised, IncidentResolved } from '@app/contracts';
import type { Incident, IncidentStore } from '@app/healing';
import type { Selectable } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { IncidentsTable } from '../tables/schema.js';
import { insertEvent } from './event-rows.js';

@Injectable()
export class SqlIncidentStore implements IncidentStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(id: string): Promise<Incident | undefined> {
    const row = await this.db
      .selectFrom('incidents')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toIncident(row);
  }

  async open(): Promise<readonly Incident[]> {
    const rows = await this.db
      .selectFrom('incidents')
      .selectAll()
      .where('status', '=', 'open')
      .orderBy('opened_at')
      .execute();
    return rows.map(toIncident);
  }

  async countSuppressed(id: string, occurrences: number): Promise<void> {
    await this.db
      .updateTable('incidents')
      .set((column) => ({ suppressed: column('suppressed', '+', occurrences) }))
      .where('id', '=', id)
      .execute();
  }

  async setMissed(id: string, at: string | undefined): Promise<void> {
    await this.db
      .updateTable('incidents')
      .set({ missed_at: at ?? null })
      .where('id', '=', id)
      .execute();
  }

  resolve(
    id: string,
    by: IncidentResolved['by'],
    at: string,
    event: AnyDomainEvent,
  ): Promise<boolean> {
    return this.db.transaction().execute(async (db) => {
      const updated = await db
        .updateTable('incidents')
        .set({ status: 'resolved', resolved_at: at, resolved_by: by })
        .where('id', '=', id)
        .where('status', '=', 'open')
        .executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) return false;
      await insertEvent(db, event);
      return true;
    });
  }
}

function toIncident(row: Selectable<IncidentsTable>): Incident {
  return {
    id: row.id,
    key: row.key,
    target: row.target,
    title: row.title,
    status: row.status,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    detections: row.detections,
    heals: row.heals,
    suppressed: row.suppressed,
    missedAt: row.missed_at ?? undefined,
    detection: JSON.parse(row.detection) as DetectionRaised,
  };
}
