import { z } from 'zod';
import type { Verdict } from './check-database.js';

const unlessSet = (variable: string): string => `Default of CHECK_DB_HEALTH: ${variable}.`;

/** What else a database must keep to be called healthy. */
export const healthLimits = {
  maxLatencyMs: z
    .int()
    .min(1)
    .optional()
    .describe(
      `Longest time that the whole check may take, connecting included. ${unlessSet('DB_HEALTH_MAX_LATENCY_MS')}`,
    ),
  maxConnectionsPercent: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .describe(
      `Most connections in use, of those that the server allows. ${unlessSet('DB_HEALTH_MAX_CONNECTIONS_PERCENT')}`,
    ),
  maxReplicationLagSeconds: z
    .number()
    .min(0)
    .optional()
    .describe(
      `How far a replica may be behind. ${unlessSet('DB_HEALTH_MAX_REPLICATION_LAG_SECONDS')}`,
    ),
  maxStoragePercent: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .describe(
      `How full the disk may be (MongoDB; MariaDB with its plugin disks), or the memory that the server may use (Redis with maxmemory). ${unlessSet('DB_HEALTH_MAX_STORAGE_PERCENT')}`,
    ),
  maxDataMb: z
    .number()
    .min(1)
    .optional()
    .describe(
      `How big the database may be, in MiB: for servers that don't tell how full their disk is. ${unlessSet('DB_HEALTH_MAX_DATA_MB')}`,
    ),
} as const;

export type HealthLimits = z.output<z.ZodObject<typeof healthLimits>>;

interface Measure {
  readonly value: keyof Verdict;
  readonly limit: keyof HealthLimits;
  readonly what: string;
  readonly unit: string;
  /** As it follows the value in a list of what was measured. */
  readonly name: string;
}

const measures: readonly Measure[] = [
  { value: 'latencyMs', limit: 'maxLatencyMs', what: 'its check took', unit: ' ms', name: '' },
  {
    value: 'connectionsPercent',
    limit: 'maxConnectionsPercent',
    what: 'connections in use are at',
    unit: '%',
    name: ' of its connections in use',
  },
  {
    value: 'replicationLagSeconds',
    limit: 'maxReplicationLagSeconds',
    what: 'a replica is behind by',
    unit: ' s',
    name: ' of replication lag',
  },
  {
    value: 'storagePercent',
    limit: 'maxStoragePercent',
    what: 'its storage is full by',
    unit: '%',
    name: ' of its storage in use',
  },
  {
    value: 'dataMb',
    limit: 'maxDataMb',
    what: 'its data takes',
    unit: ' MiB',
    name: ' of data',
  },
];

/**
 * Which limit a healthy database does not keep. What the server does not tell is not within its limit.
 *
 * @returns undefined when it keeps all of them
 */
export function brokenLimit(verdict: Verdict, limits: HealthLimits): string | undefined {
  for (const { value: name, limit: limitName, what, unit } of measures) {
    const limit = limits[limitName];
    const value = verdict[name];
    if (limit === undefined) continue;
    if (value === undefined) {
      return `it does not tell whether ${what} at most ${String(limit)}${unit}`;
    }
    if (Number(value) > limit) {
      return `${what} ${String(value)}${unit}, at most ${String(limit)}${unit} is well`;
    }
  }
  return undefined;
}

/** What was measured, for people. */
export function measurements(verdict: Verdict): string {
  return measures
    .filter(({ value }) => verdict[value] !== undefined)
    .map(({ value, unit, name }) => `${String(verdict[value])}${unit}${name}`)
    .join(', ');
}
