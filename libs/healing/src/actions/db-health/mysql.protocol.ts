import type { Socket } from 'node:net';
import type { DatabaseProtocol, Verdict } from './database-protocol.js';
import { nextData } from './next-data.js';

/**
 * The greeting of MySQL and MariaDB. After it the check tries to log in as nobody: a server blocks
 * a host that too often hangs up in the middle of the handshake (max_connect_errors).
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html
 */
export const mysqlProtocol: DatabaseProtocol = { judge, leave };

const HEADER_BYTES = 4;
const GREETING = 0x0a;
const ERROR = 0xff;
const AUTH_SWITCH = 0xfe;
const LEAVE_LIMIT_MS = 1_000;
/** Too many connections, shutting down, out of memory or threads, this host is blocked. */
const UNHEALTHY_CODES = new Set([1037, 1038, 1040, 1041, 1053, 1129, 1135, 1203]);
/** Protocol 4.1, secure connection, authentication by plugin. */
const CAPABILITIES = 0x00_08_82_01;
const MAX_PACKET = 0x01_00_00_00;
const UTF8 = 33;

function judge(received: Buffer): Verdict | undefined {
  const payload = firstPayload(received);
  if (!payload) return undefined;
  const kind = payload[0];
  if (kind === GREETING) return judgeGreeting(payload);
  if (kind === ERROR && payload.length >= 3) return judgeError(payload);
  return { healthy: false, detail: 'what answers there is not MySQL' };
}

function firstPayload(received: Buffer): Buffer | undefined {
  if (received.length < HEADER_BYTES) return undefined;
  const length = received.readUIntLE(0, 3);
  // A greeting is short. Something that is not MySQL must not make the check wait for megabytes.
  if (length > 4_096) return Buffer.alloc(0);
  const end = HEADER_BYTES + length;
  return received.length < end ? undefined : received.subarray(HEADER_BYTES, end);
}

function judgeGreeting(payload: Buffer): Verdict {
  const text = payload.subarray(1, payload.indexOf(0, 1)).toString('latin1');
  // MariaDB puts this before its own version, for the sake of old replicas.
  const version = text.replace(/^5\.5\.5-/, '');
  return { healthy: true, detail: `greets as version ${version}` };
}

function judgeError(payload: Buffer): Verdict {
  const code = payload.readUInt16LE(1);
  const message = payload
    .subarray(3)
    .toString('utf8')
    .replace(/^#.{5}/, '');
  return UNHEALTHY_CODES.has(code)
    ? { healthy: false, detail: `answers "${message}" (${String(code)})` }
    : { healthy: true, detail: `answers, and refuses this check's host (${String(code)})` };
}

async function leave(socket: Socket, received: Buffer): Promise<void> {
  if (received[HEADER_BYTES] !== GREETING) return;
  socket.write(packet(1, loginAsNobody()));
  const answer = await nextData(socket, LEAVE_LIMIT_MS);
  if (answer?.[HEADER_BYTES] !== AUTH_SWITCH) return;
  socket.write(packet((answer[3] ?? 0) + 1, Buffer.alloc(0)));
  await nextData(socket, LEAVE_LIMIT_MS);
}

function loginAsNobody(): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(CAPABILITIES, 0);
  head.writeUInt32LE(MAX_PACKET, 4);
  head.writeUInt8(UTF8, 8);
  return Buffer.concat([head, Buffer.from('autoheal_check\0\0mysql_native_password\0')]);
}

function packet(sequence: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUIntLE(payload.length, 0, 3);
  head.writeUInt8(sequence & 0xff, 3);
  return Buffer.concat([head, payload]);
}
