import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DetectionRaised } from '@app/contracts';
import type {
  DetectionCommit,
  DetectionEvent,
  DetectionLog,
  StoredStreak,
  StreakState,
} from '@app/detection';
import { EventFactory } from '@app/event-bus';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import { insertEvent } from './event-rows.js';
import { upsertCheckpoint } from './sql-checkpoint-store.js';

@Injectable()
export class SqlDetectionLog implements DetectionLog {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly factory: EventFactory,
  ) {}

  async commit(commit: DetectionCommit): Promise<readonly DetectionEvent[]> {
    return this.db.transaction().execute(async (transaction) => {
      await this.writeProgress(transaction, commit);
      await this.writeStreaks(transaction, commit.streaks);
      const events: DetectionEvent[] = [];
      for (const detection of commit.detections)
        events.push(await this.writeDetection(transaction, detection));
      return events;
    });
  }

  async loadStreaks(): Promise<readonly StoredStreak[]> {
    const rows = await this.db
      .selectFrom('streaks')
      .selectAll()
      .orderBy('updated_at')
      .orderBy('key')
      .execute();
    return rows.map((row) => ({
      key: row.key,
      patternId: row.pattern_id,
      state: JSON.parse(row.state) as StreakState,
    }));
  }

  private async writeProgress(db: Database, { checkpoints, gap }: DetectionCommit): Promise<void> {
    for (const checkpoint of checkpoints) await upsertCheckpoint(db, checkpoint, this.now());
    if (!gap) return;
    const { streamId, path, bytes } = gap;
    await db
      .insertInto('gaps')
      .values({ stream_id: streamId, path, bytes, noted_at: this.now() })
      .execute();
  }

  private async writeStreaks(
    db: Database,
    { upserts, deletes }: DetectionCommit['streaks'],
  ): Promise<void> {
    for (const key of deletes) await db.deleteFrom('streaks').where('key', '=', key).execute();
    for (const { key, patternId, state } of upserts) {
      const row = { state: JSON.stringify(state), updated_at: this.now() };
      await db
        .insertInto('streaks')
        .values({ key, pattern_id: patternId, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    }
  }

  private async writeDetection(db: Database, detection: DetectionRaised): Promise<DetectionEvent> {
    const open = await this.joinOpenIncident(db, detection);
    const event = this.factory.create(
      'detection.raised',
      detection,
      open === undefined ? undefined : { correlationId: open },
    );
    if (open === undefined) await this.openIncident(db, event);
    await insertEvent(db, event);
    return event;
  }

  private async joinOpenIncident(
    db: Database,
    detection: DetectionRaised,
  ): Promise<string | undefined> {
    const row = await db
      .updateTable('incidents')
      .set({
        detections: sql`detections + ${detection.occurrences}`,
        last_seen_at: this.now(),
        detection: JSON.stringify(detection),
      })
      .where('key', '=', detection.key)
      .where('status', '=', 'open')
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }

  private async openIncident(
    db: Database,
    { correlationId, occurredAt, payload }: DetectionEvent,
  ): Promise<void> {
    await db
      .insertInto('incidents')
      .values({
        id: correlationId,
        key: payload.key,
        target: payload.plan.target,
        title: payload.title,
        severity: payload.severity,
        status: 'open',
        opened_at: occurredAt,
        last_seen_at: occurredAt,
        resolved_at: null,
        resolved_by: null,
        detections: payload.occurrences,
        heals: 0,
        suppressed: 0,
        detection: JSON.stringify(payload),
      })
      .execute();
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
