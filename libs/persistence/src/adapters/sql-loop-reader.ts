import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { LoopLimits } from '@app/contracts';
import type { LoopGuardState } from '@app/healing';
import type { LoopReader, LoopView } from '@app/read-model';
import { type Selectable, sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { LoopGuardsTable } from '../tables/schema.js';

const MOST_LOOPS = 1_000;
/** Where no heal tells its limits: a guard that only ever refused. */
const UNKNOWN_LIMITS: Pick<LoopLimits, 'maxHeals' | 'windowSeconds'> = {
  maxHeals: 0,
  windowSeconds: 0,
};

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

function limitsOf(limits: string | null): typeof UNKNOWN_LIMITS {
  return limits === null ? UNKNOWN_LIMITS : (JSON.parse(limits) as LoopLimits);
}

function toView(
  row: Selectable<LoopGuardsTable>,
  { maxHeals, windowSeconds }: typeof UNKNOWN_LIMITS,
  now: number,
): LoopView {
  const guard = JSON.parse(row.state) as LoopGuardState;
  const waits = guard.notBefore > now;
  return {
    key: row.trigger_key,
    target: row.target,
    actionType: row.action_type,
    state: stateOf(guard, waits),
    heals: guard.heals.filter((at) => at + windowSeconds * 1_000 > now).length,
    maxHeals,
    windowSeconds,
    retryAt: waits ? new Date(guard.notBefore).toISOString() : undefined,
    suppressed: guard.suppressed,
  };
}

function stateOf({ phase }: LoopGuardState, waits: boolean): LoopView['state'] {
  if (phase === 'closed') return waits ? 'backoff' : 'closed';
  return phase === 'open' && waits ? 'open' : 'half-open';
}
