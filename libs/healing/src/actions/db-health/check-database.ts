import { type Socket, connect } from 'node:net';
import type { DatabaseAddress, DatabaseEngine } from './database-address.js';
import type { DatabaseProtocol, Verdict } from './database-protocol.js';
import { mysqlProtocol } from './mysql.protocol.js';
import { postgresProtocol } from './postgres.protocol.js';
import { tcpProtocol } from './tcp.protocol.js';

const protocols: Readonly<Record<DatabaseEngine, DatabaseProtocol>> = {
  postgres: postgresProtocol,
  mysql: mysqlProtocol,
  tcp: tcpProtocol,
};

/**
 * Connects to a database and listens until it has proven life, or not.
 *
 * @returns undefined when the signal aborted first
 */
export async function checkDatabase(
  address: DatabaseAddress,
  signal: AbortSignal,
): Promise<Verdict | undefined> {
  const protocol = protocols[address.engine];
  const socket = connect({ host: address.host, port: address.port });
  const hangUp = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    signal.throwIfAborted();
    return await converse(socket, protocol, address);
  } catch (error) {
    return signal.aborted ? undefined : { healthy: false, detail: connectionTrouble(error) };
  } finally {
    signal.removeEventListener('abort', hangUp);
    hangUp();
  }
}

async function converse(
  socket: Socket,
  protocol: DatabaseProtocol,
  address: DatabaseAddress,
): Promise<Verdict> {
  const { verdict, received } = await listen(socket, protocol, address);
  await protocol.leave?.(socket, received);
  return verdict;
}

interface Heard {
  readonly verdict: Verdict;
  readonly received: Buffer;
}

function listen(
  socket: Socket,
  protocol: DatabaseProtocol,
  address: DatabaseAddress,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const judge = (): void => {
      const verdict = protocol.judge(received);
      if (!verdict) return;
      socket.off('data', hear);
      resolve({ verdict, received });
    };
    const hear = (data: Buffer): void => {
      received = Buffer.concat([received, data]);
      judge();
    };
    socket.once('connect', () => {
      if (protocol.opening) socket.write(protocol.opening(address));
      judge();
    });
    socket.on('data', hear);
    socket.on('error', reject);
    socket.once('close', () => {
      reject(new Error('it hung up without a word'));
    });
  });
}

const troubles: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke the connection off',
  ENOTFOUND: 'is not known by that name',
  EAI_AGAIN: 'is not known by that name',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
  ETIMEDOUT: 'does not answer',
};

function connectionTrouble(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return troubles[code ?? ''] ?? `does not answer as a database (${message})`;
}
