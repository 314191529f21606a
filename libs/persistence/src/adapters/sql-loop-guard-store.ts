import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { GuardIdentity, LoopGuardState, LoopGuardStore, StoredGuard } from '@app/healing';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlLoopGuardStore implements LoopGuardStore {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async load(identity: GuardIdentity): Promise<LoopGuardState | undefined> {
    const row = await this.db
      .selectFrom('loop_guards')
      .select('state')
      .where('key', '=', rowKey(identity))
      .executeTakeFirst();
    return row && (JSON.parse(row.state) as LoopGuardState);
  }

  async save(identity: GuardIdentity, state: LoopGuardState): Promise<void> {
    const changed = {
      state: JSON.stringify(state),
      updated_at: new Date(this.clock.now()).toISOString(),
    };
    await this.db
      .insertInto('loop_guards')
      .values({
        key: rowKey(identity),
        trigger_key: identity.key,
        target: identity.target,
        action_type: identity.actionType,
        ...changed,
      })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(changed))
      .execute();
  }

  async remove(identity: GuardIdentity): Promise<void> {
    await this.db.deleteFrom('loop_guards').where('key', '=', rowKey(identity)).execute();
  }

  async list(): Promise<readonly StoredGuard[]> {
    const rows = await this.db.selectFrom('loop_guards').selectAll().orderBy('key').execute();
    return rows.map((row) => ({
      key: row.trigger_key,
      target: row.target,
      actionType: row.action_type,
      state: JSON.parse(row.state) as LoopGuardState,
    }));
  }
}

/** Parts may hold any character; JSON keeps them apart. */
function rowKey({ key, target, actionType }: GuardIdentity): string {
  return JSON.stringify([key, target, actionType]);
}
