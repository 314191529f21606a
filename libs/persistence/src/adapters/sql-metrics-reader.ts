import { Inject, Injectable } from '@nestjs/common';
import type { EventName } from '@app/contracts';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type {
  DetectionCount,
  EventCounts,
  HealCount,
  MetricsReader,
  PlatformState,
  RepairCount,
} from '../metrics-reader.js';

interface Range {
  readonly after: number;
  readonly upTo: number;
}

const healOutcomes = {
  'heal.succeeded': 'succeeded',
  'heal.failed': 'failed',
  'heal.skipped': 'skipped',
  'heal.verified': 'verified',
  'heal.ineffective': 'ineffective',
} as const satisfies Partial<Record<EventName, HealCount['outcome']>>;

/** Reads only what is new since the last time: a scrape costs the same however long the history is. */
@Injectable()
export class SqlMetricsReader implements MetricsReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async countsAfter(sequence: number): Promise<EventCounts> {
    const upTo = Math.max(sequence, await this.newest());
    const range = { after: sequence, upTo };
    return {
      upTo,
      heals: await this.heals(range),
      detections: await this.detections(range),
      repairs: await this.repairs(range),
    };
  }

  async state(): Promise<PlatformState> {
    const watchdog = await this.db
      .selectFrom('watchdog_status')
      .select('last_tick_at')
      .executeTakeFirst();
    return {
      openIncidents: await this.openIncidents(),
      openLoops: await this.openLoops(),
      watchdogLastTickAt: watchdog?.last_tick_at ?? null,
    };
  }

  private async newest(): Promise<number> {
    const row = await this.db
      .selectFrom('events')
      .select(({ fn }) => fn.max('sequence').as('newest'))
      .executeTakeFirst();
    return row?.newest ?? 0;
  }

  private async heals(range: Range): Promise<HealCount[]> {
    const names = Object.keys(healOutcomes) as (keyof typeof healOutcomes)[];
    const rows = await this.inRange(range, names)
      .select(['name', field('$.action.type').as('action')])
      .groupBy(['name', 'action'])
      .execute();
    return rows.map(({ name, action, count }) => ({
      action: action ?? 'none',
      outcome: healOutcomes[name as keyof typeof healOutcomes],
      count,
    }));
  }

  private async detections(range: Range): Promise<DetectionCount[]> {
    const rows = await this.inRange(range, ['detection.raised'])
      .select([field('$.trigger.kind').as('kind'), field('$.trigger.id').as('trigger')])
      .groupBy(['kind', 'trigger'])
      .execute();
    return rows.map(({ kind, trigger, count }) => ({
      kind: kind ?? 'unknown',
      trigger: trigger ?? 'unknown',
      count,
    }));
  }

  private async repairs(range: Range): Promise<RepairCount[]> {
    const rows = await this.inRange(range, ['repair.finished'])
      .select(field('$.outcome').as('outcome'))
      .groupBy('outcome')
      .execute();
    return rows.map(({ outcome, count }) => ({ outcome: outcome ?? 'unknown', count }));
  }

  private inRange({ after, upTo }: Range, names: readonly EventName[]) {
    return this.db
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('name', 'in', names)
      .where('sequence', '>', after)
      .where('sequence', '<=', upTo);
  }

  private async openIncidents(): Promise<number> {
    const row = await this.db
      .selectFrom('incidents')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('status', '=', 'open')
      .executeTakeFirst();
    return row?.count ?? 0;
  }

  /** Loops whose last word was "opened". */
  private async openLoops(): Promise<number> {
    const rows = await this.db
      .selectFrom('events')
      .select(['name', 'payload'])
      .where('name', 'in', ['heal-loop.opened', 'heal-loop.closed'] satisfies EventName[])
      .orderBy('sequence')
      .execute();
    const open = new Set<string>();
    for (const { name, payload } of rows) {
      const loop = loopOf(payload);
      if (name === 'heal-loop.opened') open.add(loop);
      else open.delete(loop);
    }
    return open.size;
  }
}

function field(path: string) {
  return sql<string | null>`json_extract(payload, ${path})`;
}

function loopOf(payload: string): string {
  const { key, target, actionType } = JSON.parse(payload) as Record<string, unknown>;
  return JSON.stringify([key, target, actionType]);
}
