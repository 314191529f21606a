import { Inject, Injectable } from '@nestjs/common';
import type { EventName, HealSkipReason } from '@app/contracts';
import type { HealStatus } from '@app/healing';
import { type Effectiveness, type EffectivenessReader, noEffect } from '@app/read-model';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';

/** What became of a heal, as far as it tells whether the pattern is any good. */
const counted: Partial<Record<HealStatus, 'verified' | 'ineffective' | 'failed'>> = {
  verified: 'verified',
  ineffective: 'ineffective',
  failed: 'failed',
};

@Injectable()
export class SqlEffectivenessReader implements EffectivenessReader {
  /** Shadow heals so far: a busy pattern in shadow mode leaves many events, and each is read once. */
  private readonly shadows = new Map<string, number>();
  private shadowsUpTo = 0;
  private counting: Promise<void> = Promise.resolve();

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async byTrigger(): Promise<ReadonlyMap<string, Effectiveness>> {
    const effects = new Map<string, Effectiveness>();
    for (const { trigger, status, heals } of await this.heals()) {
      const before = effects.get(trigger) ?? noEffect;
      const column = counted[status as HealStatus];
      effects.set(trigger, {
        ...before,
        heals: before.heals + heals,
        ...(column && { [column]: before[column] + heals }),
      });
    }
    for (const { trigger, ...seen } of await this.incidents())
      effects.set(trigger, { ...(effects.get(trigger) ?? noEffect), ...toCounts(seen) });
    await this.refreshShadows();
    for (const [trigger, shadow] of this.shadows)
      effects.set(trigger, { ...(effects.get(trigger) ?? noEffect), shadow });
    return effects;
  }

  private heals() {
    return this.db
      .selectFrom('heals')
      .select(({ fn }) => [
        sql<string>`json_extract(record, '$.detection.trigger.id')`.as('trigger'),
        'status',
        fn.countAll<number>().as('heals'),
      ])
      .where(sql`json_extract(record, '$.detection.trigger.id')`, 'is not', null)
      .groupBy(['trigger', 'status'])
      .execute();
  }

  /** How much trouble there was, and how much of it passed without any heal. */
  private incidents() {
    const passed = sql`resolved_by = 'quiet' and heals = 0`;
    const lasted = sql`(julianday(last_seen_at) - julianday(opened_at)) * 86400`;
    return this.db
      .selectFrom('incidents')
      .select(({ fn }) => [
        sql<string>`json_extract(detection, '$.trigger.id')`.as('trigger'),
        fn.countAll<number>().as('incidents'),
        sql<number>`sum(case when ${passed} then 1 else 0 end)`.as('passed'),
        sql<number | null>`avg(case when ${passed} then ${lasted} end)`.as('mean'),
      ])
      .groupBy('trigger')
      .execute();
  }

  /** Two readers at once count nothing twice. */
  private async refreshShadows(): Promise<void> {
    const counted = this.counting.then(() => this.countShadows());
    this.counting = counted.catch(() => undefined);
    await counted;
  }

  private async countShadows(): Promise<void> {
    const rows = await this.db
      .selectFrom('events')
      .innerJoin('incidents', 'incidents.id', 'events.correlation_id')
      .select(({ fn }) => [
        sql<string>`json_extract(incidents.detection, '$.trigger.id')`.as('trigger'),
        fn.countAll<number>().as('shadows'),
        fn.max('sequence').as('newest'),
      ])
      .where('name', '=', 'heal.skipped' satisfies EventName)
      .where('sequence', '>', this.shadowsUpTo)
      .where(sql`json_extract(payload, '$.reason')`, '=', 'shadow' satisfies HealSkipReason)
      .groupBy('trigger')
      .execute();
    for (const { trigger, shadows, newest } of rows) {
      this.shadows.set(trigger, (this.shadows.get(trigger) ?? 0) + shadows);
      this.shadowsUpTo = Math.max(this.shadowsUpTo, newest);
    }
  }
}

function toCounts(seen: { incidents: number; passed: number; mean: number | null }) {
  const { incidents, passed, mean } = seen;
  return { incidents, passed, ...(mean === null ? {} : { meanPassedSeconds: mean }) };
}
