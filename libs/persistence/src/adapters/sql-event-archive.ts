import { Inject, Injectable } from '@nestjs/common';
import type { EventArchive, ForgottenEvents } from '@app/event-bus';
import { DATABASE, type Database } from '../database.js';

/** Looked at in one step, so that the store is never held for long. */
const STEP = 500;

@Injectable()
export class SqlEventArchive implements EventArchive {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Goes by the order in which events came, and stops at the first that is young enough: no index is needed. */
  async forget(before: string, after: number): Promise<ForgottenEvents> {
    const rows = await this.db
      .selectFrom('events')
      .select(['sequence', 'occurred_at'])
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(STEP)
      .execute();
    const young = rows.findIndex(({ occurred_at }) => occurred_at >= before);
    const old = young < 0 ? rows : rows.slice(0, young);
    const last = old.at(-1)?.sequence;
    if (last === undefined) return { gone: 0, next: undefined };
    const gone = await this.forgetBetween(after, last, before);
    return { gone, next: old.length === STEP ? last : undefined };
  }

  private async forgetBetween(after: number, last: number, before: string): Promise<number> {
    const result = await this.db
      .deleteFrom('events')
      .where('sequence', '>', after)
      .where('sequence', '<=', last)
      .where('delivered_at', 'is not', null)
      .where((event) =>
        event.not(
          event.exists(
            event
              .selectFrom('event_cursors')
              .select('follower')
              .whereRef('event_cursors.sequence', '<', 'events.sequence'),
          ),
        ),
      )
      .where((event) =>
        event.not(
          event.exists(
            event
              .selectFrom('incidents')
              .select('incidents.id')
              .whereRef('incidents.id', '=', 'events.correlation_id')
              .where((incident) =>
                incident.or([
                  incident('incidents.status', '=', 'open'),
                  incident('incidents.resolved_at', '>=', before),
                ]),
              ),
          ),
        ),
      )
      .executeTakeFirst();
    return Number(result.numDeletedRows);
  }
}
