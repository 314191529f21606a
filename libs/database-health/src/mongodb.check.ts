import { type Document, MongoClient } from 'mongodb';
import { conversation, megabytes, percentOf, toldOrNot } from './conversation.js';
import type { DatabaseAddress } from './database-address.js';
import type { DatabaseCheck, Findings } from './database-check.js';
import { memberLag } from './mongodb-members.js';

/** MongoDB: hello and ping, then what the login may ask of its status. */
export const mongodbCheck: DatabaseCheck = {
  ask: (address, signal) => {
    const client = new MongoClient(address.url, options(address));
    return conversation(
      signal,
      () => Promise.race([unreachable(client), talk(client)]),
      () => void toldOrNot(client.close(true)),
    );
  },
  refusesLogin: (error) => LOGIN_ERRORS.has(Number((error as { code?: unknown }).code)),
};

/** Unauthorized, authentication failed, and the latter by Atlas. */
const LOGIN_ERRORS = new Set([13, 18, 8000]);

/** An address of one server, without the name of its set, is about that server and no other. */
function options({ url, isOneServer }: DatabaseAddress) {
  const direct = isOneServer && !url.includes('replicaSet=');
  return { appName: 'autoheal', maxPoolSize: 1, ...(direct ? { directConnection: true } : {}) };
}

/** The driver would go on trying: where only one server is meant, its first failure is the answer. */
function unreachable(client: MongoClient): Promise<never> {
  return new Promise((_, reject) => {
    client.on('serverHeartbeatFailed', ({ failure }) => {
      if (client.options.directConnection) reject(failure);
    });
  });
}

async function talk(client: MongoClient): Promise<Findings> {
  await client.connect();
  const admin = client.db('admin');
  const hello = await admin.command({ hello: 1 });
  await admin.command({ ping: 1 });
  const [status, set, data] = await Promise.all([
    toldOrNot(admin.command({ serverStatus: 1 })),
    'setName' in hello ? toldOrNot(admin.command({ replSetGetStatus: 1 })) : undefined,
    toldOrNot(client.db().command({ dbStats: 1 })),
  ]);
  const { current, available } = (status?.['connections'] ?? {}) as Document;
  return {
    ...roleOf(hello),
    connectionsPercent: percentOf(current, Number(current) + Number(available)),
    replicationLagSeconds: 'setName' in hello ? memberLag(set) : 0,
    storagePercent: percentOf(data?.['fsUsedSize'], data?.['fsTotalSize']),
    dataMb: megabytes(data?.['totalSize']),
  };
}

function roleOf(hello: Document): Findings {
  const { setName } = hello as { setName?: string };
  if (setName === undefined) return { detail: 'answers as a server of its own' };
  const role = hello['isWritablePrimary']
    ? 'primary'
    : hello['secondary']
      ? 'secondary'
      : undefined;
  const detail = `answers as ${role ?? 'a member'} of ${setName}`;
  return role ? { detail } : { detail, trouble: `is neither primary nor secondary of ${setName}` };
}
