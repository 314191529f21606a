import type { DatabaseProtocol, Verdict } from './database-protocol.js';

/**
 * PostgreSQL's start-up exchange, as far as it goes without a password.
 * https://www.postgresql.org/docs/current/protocol-flow.html
 */
export const postgresProtocol: DatabaseProtocol = {
  opening: ({ user, database }) => startupMessage(user, database),
  judge: (received) => judgeFrom(received, 0),
  leave: (socket) => {
    socket.end(Buffer.from([0x58, 0, 0, 0, 4]));
    return Promise.resolve();
  },
};

const PROTOCOL_3_0 = 196_608;
const HEADER_BYTES = 5;
const MAX_MESSAGE_BYTES = 64 * 1024;
/** Error classes that a healthy server does not answer with: resources, operator's intervention, system, internal. */
const UNHEALTHY_CLASSES = new Set(['53', '57', '58', 'XX']);

function startupMessage(user: string, database: string): Buffer {
  const pairs = ['user', user, 'database', database, 'application_name', 'autoheal'];
  const body = Buffer.from(`${pairs.join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + head.length, 0);
  head.writeInt32BE(PROTOCOL_3_0, 4);
  return Buffer.concat([head, body]);
}

/** Reads message by message: where no password is asked for, the server may still refuse later on. */
function judgeFrom(received: Buffer, start: number): Verdict | undefined {
  if (received.length < start + HEADER_BYTES) return undefined;
  const type = String.fromCharCode(received.readUInt8(start));
  const length = received.readUInt32BE(start + 1);
  if (!'RENSKZv'.includes(type) || length < 4 || length > MAX_MESSAGE_BYTES) {
    return { healthy: false, detail: 'what answers there is not PostgreSQL' };
  }
  const end = start + 1 + length;
  if (received.length < end) return undefined;
  return (
    judgeMessage(type, received.subarray(start + HEADER_BYTES, end)) ?? judgeFrom(received, end)
  );
}

function judgeMessage(type: string, body: Buffer): Verdict | undefined {
  if (type === 'Z') return { healthy: true, detail: 'is ready for queries' };
  if (type === 'E') return judgeError(body);
  if (type === 'R' && body.length >= 4 && body.readInt32BE(0) !== 0) {
    return { healthy: true, detail: 'answers and asks for credentials' };
  }
  return undefined;
}

function judgeError(body: Buffer): Verdict {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  const code = fields.get('C') ?? '';
  const message = fields.get('M') ?? 'an error without a message';
  return UNHEALTHY_CLASSES.has(code.slice(0, 2))
    ? { healthy: false, detail: `answers "${message}" (${code})` }
    : { healthy: true, detail: `answers, and refuses this check's login (${code})` };
}
