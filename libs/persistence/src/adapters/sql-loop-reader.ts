import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { LoopLimits } from '@app/contracts';
import { decide, type LoopGuardState, tightestBudget } from '@app/healing';
import type { LoopReader, LoopView } from '@app/read-model';
import { type Selectable, sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { LoopGuardsTable } from '../tables/schema.js';

const MOST_LOOPS = 1_000;
/** Where no heal tells its limits: a guard that only ever refused. */
const NO_BUDGET = { heals: 0, maxHeals: 0, windowSeconds: 0 };

@Injectable()
export class SqlLoopReader implements LoopReader {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly LoopView[]> {
    const rows = await this.db
      .selectFrom('loop_guards')
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom('heals')
          .select(sql<string>`json_extract(record, '$.loop')`.as('limits'))
          .whereRef('heals.key', '=', 'loop_guards.trigger_key')
          .whereRef('heals.target', '=', 'loop_guards.target')
          .whereRef('heals.action_type', '=', 'loop_guards.action_type')
          .orderBy('requested_at', 'desc')
          .limit(1)
          .as('limits'),
      )
      .orderBy('updated_at', 'desc')
      .limit(MOST_LOOPS)
      .execute();
    return rows.map((row) => toView(row, limitsOf(row.limits), this.clock.now()));
  }
}

function limitsOf(limits: string | null): LoopLimits | undefined {
  return limits === null ? undefined : (JSON.parse(limits) as LoopLimits);
}

function toView(
  row: Selectable<LoopGuardsTable>,
  limits: LoopLimits | undefined,
  now: number,
): LoopView {
  const guard = JSON.parse(row.state) as LoopGuardState;
  const until = waitOf(guard, limits, now);
  const waits = until > now;
  return {
    key: row.trigger_key,
    target: row.target,
    actionType: row.action_type,
    state: stateOf(guard, waits),
    ...(limits ? tightestBudget(guard, limits, now) : NO_BUDGET),
    retryAt: waits ? new Date(until).toISOString() : undefined,
    suppressed: guard.suppressed,
  };
}

function waitOf(guard: LoopGuardState, limits: LoopLimits | undefined, now: number): number {
  if (!limits) return guard.notBefore;
  const decision = decide(guard, limits, now);
  return decision.allowed ? now : decision.until;
}

function stateOf({ phase }: LoopGuardState, waits: boolean): LoopView['state'] {
  if (phase === 'closed') return waits ? 'backoff' : 'closed';
  return phase === 'open' && waits ? 'open' : 'half-open';
}
