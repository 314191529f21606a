import { Socket } from 'node:net';
import pg from 'pg';
import { conversation, megabytes, percentOf } from './conversation.js';
import type { DatabaseCheck, Findings } from './database-check.js';

/** PostgreSQL: logs in, and asks its statistics, all of which any user may read. */
export const postgresCheck: DatabaseCheck = {
  ask: ({ url }, signal) => {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: url,
      application_name: 'autoheal',
      stream: () => socket,
    });
    // What goes wrong while a question is open is its answer; afterwards it does not matter any more.
    client.on('error', () => undefined);
    return conversation(
      signal,
      async () => {
        await client.connect();
        const { rows } = await client.query<Answer>(QUESTION);
        await client.end();
        return findings(rows[0]);
      },
      () => socket.destroy(),
    );
  },
  refusesLogin: (error) =>
    error instanceof pg.DatabaseError
      ? LOGIN_ERRORS.test(error.code ?? '')
      : error instanceof Error && PASSWORD_WANTED.test(error.message),
};

/** Invalid authorization, no such database, no privilege. */
const LOGIN_ERRORS = /^(?:28...|3D000|42501)$/;
/** What the client says for want of a password. */
const PASSWORD_WANTED = /^SASL: |password must be a string/;

interface Answer {
  readonly version: string;
  readonly used: number | null;
  readonly most: number;
  readonly bytes: string;
  readonly lag: number | null;
}

/**
 * A replica that has replayed all that it received is not behind, however long ago that was, as long as it
 * still receives. A primary tells the lag of its replicas only to those who may monitor it.
 */
const QUESTION = `
  select current_setting('server_version') as version,
    (select sum(numbackends) from pg_stat_database where datid <> 0)::int as used,
    current_setting('max_connections')::int as most,
    pg_database_size(current_database()) as bytes,
    case
      when not pg_is_in_recovery() then
        (select case when count(*) = count(state)
            then coalesce(extract(epoch from max(replay_lag)), 0) end from pg_stat_replication)
      when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
        and exists (select from pg_stat_wal_receiver) then 0
      else extract(epoch from now() - pg_last_xact_replay_timestamp())
    end::float8 as lag`;

function findings(answer: Answer | undefined): Findings {
  return {
    detail: `answers as version ${answer?.version ?? 'unknown'}`,
    connectionsPercent: percentOf(answer?.used, answer?.most),
    replicationLagSeconds: answer?.lag ?? undefined,
    dataMb: megabytes(answer?.bytes),
  };
}
