import {
  brokenLimit,
  checkDatabase,
  databaseAddress,
  databaseEngines,
  healthLimits,
  nameOf,
} from '@app/database-health';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import type { ProbeAnswer, ProbeKind, ProbeTools } from './probe-kind.js';

const schema = z
  .strictObject({
    ...healthLimits,
    ...probeFields,
    type: z.literal('database'),
    urlVariable: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable')
      .optional()
      .meta({
        description:
          "Name of the watchdog's variable that holds the address. Default: DATABASE_URL.",
      }),
    engine: z
      .enum(databaseEngines)
      .optional()
      .meta({ description: 'Default: what the address says.' }),
    host: z.string().min(1).optional().meta({ description: 'Default: 127.0.0.1.' }),
    port: z.int().min(1).max(65_535).optional(),
  })
  .refine(({ engine, urlVariable }) => !engine || !urlVariable, {
    path: ['urlVariable'],
    error: 'must not stand beside engine: name one of the two',
  })
  .refine(({ engine, host, port }) => engine !== undefined || (host ?? port) === undefined, {
    path: ['engine'],
    error: 'must be named where host or port is',
  });

type DatabaseProbeSpec = z.output<typeof schema>;

/** Good when the database answers over its own protocol and keeps its limits, as CHECK_DB_HEALTH does. */
export const databaseProbe = {
  type: 'database',
  schema,
  target: ({
    engine,
    host = '127.0.0.1',
    port,
    urlVariable = 'DATABASE_URL',
  }: DatabaseProbeSpec) =>
    engine ? `${engine} at ${host}${port ? `:${String(port)}` : ''}` : urlVariable,
  async ask(spec: DatabaseProbeSpec, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer> {
    const { urlVariable } = spec;
    const url = urlVariable === undefined ? tools.databaseUrl : process.env[urlVariable];
    const found = databaseAddress(spec, url, urlVariable ?? 'DATABASE_URL');
    if (!found.ok) return ill(found.message);
    const verdict = await checkDatabase(found.address, signal);
    signal.throwIfAborted();
    if (!verdict) return ill(`${nameOf(found.address)} was not asked`);
    const detail = verdict.trouble ?? brokenLimit(verdict, spec);
    return detail === undefined ? { facts: {} } : ill(`${nameOf(found.address)}: ${detail}`);
  },
} as const satisfies ProbeKind<typeof schema>;

function ill(detail: string): ProbeAnswer {
  return { facts: {}, problem: { reason: 'unhealthy', detail } };
}
