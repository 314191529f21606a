import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { EventName } from '@app/contracts';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type {
  AlertCount,
  DetectionCount,
  EventCounts,
  HealCount,
  HealDuration,
  IncidentDuration,
  MetricsReader,
  PlatformState,
  RepairCount,
} from '../metrics-reader.js';
import { readPlatformState } from './sql-platform-state.js';

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
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async countsAfter(sequence: number): Promise<EventCounts> {
    const upTo = Math.max(sequence, await this.newest());
    const range = { after: sequence, upTo };
    return {
      upTo,
      heals: await this.heals(range),
      detections: await this.detections(range),
      repairs: await this.repairs(range),
      alerts: await this.alerts(range),
      healDurations: await this.healDurations(range),
      incidentDurations: await this.incidentDurations(range),
    };
  }

  state(): Promise<PlatformState> {
    return readPlatformState(this.db, this.clock.now());
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

  private async alerts(range: Range): Promise<AlertCount[]> {
    const rows = await this.inRange(range, ['alert.raised', 'alert.resolved'])
      .select([field('$.message.kind').as('kind'), field('$.message.severity').as('severity')])
      .groupBy(['kind', 'severity'])
      .execute();
    return rows.map(({ kind, severity, count }) => ({
      kind: kind ?? 'unknown',
      severity: severity ?? 'unknown',
      count,
    }));
  }

  private async healDurations(range: Range): Promise<HealDuration[]> {
    const rows = await this.range(range, ['heal.succeeded', 'heal.failed'])
      .select([field('$.action.type').as('action'), number('$.durationMs').as('ms')])
      .orderBy('sequence')
      .execute();
    return rows.map(({ action, ms }) => ({ action: action ?? 'none', ms: ms ?? 0 }));
  }

  private async incidentDurations(range: Range): Promise<IncidentDuration[]> {
    const rows = await this.range(range, ['incident.resolved'])
      .select([field('$.by').as('by'), number('$.downtimeMs').as('ms')])
      .orderBy('sequence')
      .execute();
    return rows.map(({ by, ms }) => ({ by: by ?? 'unknown', ms: ms ?? 0 }));
  }

  private inRange(range: Range, names: readonly EventName[]) {
    return this.range(range, names).select(({ fn }) => fn.countAll<number>().as('count'));
  }

  private range({ after, upTo }: Range, names: readonly EventName[]) {
    return this.db
      .selectFrom('events')
      .where('name', 'in', names)
      .where('sequence', '>', after)
      .where('sequence', '<=', upTo);
  }
}

function field(path: string) {
  return sql<string | null>`json_extract(payload, ${path})`;
}

function number(path: string) {
  return sql<number | null>`json_extract(payload, ${path})`;
}
