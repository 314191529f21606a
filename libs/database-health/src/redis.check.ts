import { createClient } from '@redis/client';
import { conversation, megabytes, percentOf, toldOrNot } from './conversation.js';
import type { DatabaseCheck, Findings } from './database-check.js';

/** Redis and what speaks like it: logs in where the address says as whom, then PING and INFO. */
export const redisCheck: DatabaseCheck = {
  ask: ({ url }, signal) => {
    const client = createClient({
      url,
      RESP: 2,
      disableClientInfo: true,
      socket: { reconnectStrategy: false },
    });
    // What goes wrong while a question is open is its answer; afterwards it does not matter any more.
    client.on('error', () => undefined);
    return conversation(
      signal,
      async () => {
        await client.connect();
        await client.sendCommand(['PING']);
        const info = await toldOrNot(client.sendCommand<string>(['INFO']));
        return findings(readInfo(info ?? ''));
      },
      () => {
        if (client.isOpen) client.destroy();
      },
    );
  },
  refusesLogin: (error) => error instanceof Error && LOGIN_ERRORS.test(error.message),
};

const LOGIN_ERRORS =
  /^(NOAUTH|WRONGPASS|NOPERM|DENIED|ERR (?:invalid password|Client sent AUTH|AUTH ))/;

type Info = ReadonlyMap<string, string>;

/** Lines `name:value`. Empty where the login may not ask. */
function readInfo(text: string): Info {
  return new Map(
    text.split('\r\n').map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name, value.join(':')];
    }),
  );
}

function findings(info: Info): Findings {
  const version = info.get('redis_version');
  const mostMemory = Number(info.get('maxmemory') ?? 0);
  return {
    detail: version === undefined ? 'answers' : `answers as version ${version}`,
    trouble: troubleOf(info),
    connectionsPercent: percentOf(info.get('connected_clients'), info.get('maxclients')),
    replicationLagSeconds: replicationLag(info),
    storagePercent: mostMemory > 0 ? percentOf(info.get('used_memory'), mostMemory) : undefined,
    dataMb: megabytes(info.get('used_memory')),
  };
}

function troubleOf(info: Info): string | undefined {
  if (info.get('role') === 'slave' && info.get('master_link_status') !== 'up') {
    return 'is a replica whose link to its master is down';
  }
  if (info.get('aof_last_write_status') === 'err') return 'cannot write its append-only file';
  if (info.get('rdb_last_bgsave_status') === 'err') return 'could not save its last snapshot';
  return undefined;
}

/** A replica says how long it has heard nothing; a master how long it has heard nothing of each replica. */
function replicationLag(info: Info): number | undefined {
  if (!info.has('role')) return undefined;
  const ofReplicas = [...info]
    .filter(([name]) => /^slave\d+$/.test(name))
    .map(([, value]) => Number(/(?:^|,)lag=(\d+)/.exec(value)?.[1] ?? Infinity));
  return Math.max(0, Number(info.get('master_last_io_seconds_ago') ?? 0), ...ofReplicas);
}
