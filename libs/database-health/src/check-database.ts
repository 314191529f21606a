import type { DatabaseAddress, DatabaseEngine } from './database-address.js';
import type { DatabaseCheck, Findings } from './database-check.js';
import { troubleOf } from './database-trouble.js';

/** Loaded on first use: most platforms have one kind of database, and most heals ask none. */
const checks: Readonly<Record<DatabaseEngine, () => Promise<DatabaseCheck>>> = {
  postgres: async () => (await import('./postgres.check.js')).postgresCheck,
  mysql: async () => (await import('./mysql.check.js')).mysqlCheck,
  redis: async () => (await import('./redis.check.js')).redisCheck,
  mongodb: async () => (await import('./mongodb.check.js')).mongodbCheck,
  tcp: async () => (await import('./tcp.check.js')).tcpCheck,
};

/** What a look at a database showed; healthy where there is no trouble. */
export interface Verdict extends Findings {
  /** Connecting and logging in included. */
  readonly latencyMs: number;
}

/**
 * Asks a database how it is. A server that lives but does not let the check in is well, and tells nothing.
 *
 * @returns undefined when the signal aborted first
 */
export async function checkDatabase(
  address: DatabaseAddress,
  signal: AbortSignal,
): Promise<Verdict | undefined> {
  const check = await checks[address.engine]();
  const startedAt = performance.now();
  const findings = await look(check, address, signal);
  return findings && { ...findings, latencyMs: Math.round(performance.now() - startedAt) };
}

async function look(
  check: DatabaseCheck,
  address: DatabaseAddress,
  signal: AbortSignal,
): Promise<Findings | undefined> {
  try {
    return await check.ask(address, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    if (check.refusesLogin(error)) return { detail: "answers, and refuses this check's login" };
    const trouble = troubleOf(error);
    return { detail: trouble, trouble };
  }
}
