import { Logger } from '@nestjs/common';
import { Socket } from 'node:net';
import pg from 'pg';
import type { DatabaseLimits } from './database-limits.js';

const IDLE_MS = 10_000;
const PROBE_MS = 5_000;

/**
 * Connections to the fleet database, of which none may hang for ever or take the process with it: one that
 * breaks fails what is asked on it at that moment, and the next question gets another.
 */
export function openPool(url: string, connections: number, limits: DatabaseLimits): pg.Pool {
  const logger = new Logger('Fleet');
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: limits.connectMs,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.silentMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_MS,
    stream: () => impatientSocket(limits.silentMs),
    application_name: 'zion-autoheal',
  });
  const broke = (error: Error): void => {
    logger.warn({ msg: 'A connection to the fleet database broke', error: String(error) });
  };
  pool.on('error', broke);
  // The pool listens to idle connections only. One that breaks between two statements of a transaction
  // would be an error that nobody hears of, which ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A server that is cut off never says so: whoever waits for it would wait for as long as TCP does. */
function impatientSocket(silentMs: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(silentMs, () => {
    socket.destroy(new Error(`The database said nothing for ${String(silentMs)} ms`));
  });
}
