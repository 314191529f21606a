import { Inject, Injectable } from '@nestjs/common';
import type { ChannelState, ChannelStates, DeadChannel } from '@app/alerting';
import { DATABASE, type Database } from '../database.js';
import type { AlertChannelsTable } from '../tables/schema.js';
import { iso } from './alert-rows.js';

const NOTHING: Omit<AlertChannelsTable, 'channel'> = {
  not_before: null,
  dead_since: null,
  dead_fingerprint: null,
  dead_error: null,
};

@Injectable()
export class SqlChannelStates implements ChannelStates {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(channel: string): Promise<ChannelState> {
    const row = await this.db
      .selectFrom('alert_channels')
      .selectAll()
      .where('channel', '=', channel)
      .executeTakeFirst();
    return {
      notBefore: row?.not_before == null ? 0 : Date.parse(row.not_before),
      ...(row?.dead_since == null
        ? {}
        : {
            dead: {
              since: row.dead_since,
              fingerprint: row.dead_fingerprint ?? '',
              error: row.dead_error ?? '',
            },
          }),
    };
  }

  async pauseUntil(channel: string, at: number): Promise<void> {
    await this.save(channel, { not_before: iso(at) });
  }

  async markDead(channel: string, { since, fingerprint, error }: DeadChannel): Promise<void> {
    await this.save(channel, {
      dead_since: since,
      dead_fingerprint: fingerprint,
      dead_error: error,
    });
  }

  async markAlive(channel: string): Promise<void> {
    await this.save(channel, NOTHING);
  }

  private async save(
    channel: string,
    change: Partial<Omit<AlertChannelsTable, 'channel'>>,
  ): Promise<void> {
    await this.db
      .insertInto('alert_channels')
      .values({ channel, ...NOTHING, ...change })
      .onConflict((conflict) => conflict.column('channel').doUpdateSet(change))
      .execute();
  }
}
