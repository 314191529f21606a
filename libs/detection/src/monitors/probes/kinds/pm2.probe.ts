import { listPm2, type Pm2Process } from '@app/pm2';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import type { ProbeAnswer, ProbeKind, ProbeTools } from './probe-kind.js';

/** The probe's own limit comes by its signal, long before. */
const LONGEST_RUN_MS = 600_000;

const schema = z.strictObject({
  ...probeFields,
  type: z.literal('pm2'),
  service: z.string().min(1).max(200).meta({ description: 'Its name in PM2.' }),
  minInstances: z.int().min(1).max(1_000).default(1).meta({
    description:
      'How many of its processes must be online; all that PM2 lists must be in any case.',
  }),
  maxRestarts: z.int().min(0).max(1_000).default(0).meta({
    description:
      'How often PM2 may have restarted it by itself since the look before. Restarts by people and heals do not count.',
  }),
});

type Pm2ProbeSpec = z.output<typeof schema>;

/** The restarts of each process, by its number and when somebody last started it. */
type Seen = ReadonlyMap<string, number>;

/** Good when every process of the service is online, and PM2 did not have to restart it since the look before. */
export const pm2Probe = {
  type: 'pm2',
  schema,
  target: ({ service }: Pm2ProbeSpec) => service,
  async ask(spec: Pm2ProbeSpec, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer> {
    const { pm2, runner, projectRoot } = tools;
    const list = await listPm2({ ...pm2, runner, projectRoot, timeoutMs: LONGEST_RUN_MS }, signal);
    signal.throwIfAborted();
    if (!list.ok)
      return { facts: {}, problem: { reason: 'not-started', detail: `PM2: ${list.problem}` } };
    const processes = list.processes.filter(({ name }) => name === spec.service);
    const seen = new Map(processes.map((each) => [keyOf(each), each.restarts]));
    const restarts = restartsSince(tools.memory.get(spec.id) as Seen | undefined, seen);
    tools.memory.set(spec.id, seen);
    return judge(spec, processes, restarts);
  },
} as const satisfies ProbeKind<typeof schema>;

function judge(
  { service, minInstances, maxRestarts }: Pm2ProbeSpec,
  processes: readonly Pm2Process[],
  restarts: number,
): ProbeAnswer {
  const online = processes.filter(({ status }) => status === 'online').length;
  const facts = { online, restarts };
  if (processes.length === 0)
    return { facts, problem: { reason: 'not-online', detail: `PM2 knows no ${service}` } };
  const other = processes.find(({ status }) => status !== 'online');
  if (other)
    return { facts, problem: { reason: 'not-online', detail: `${service} is ${other.status}` } };
  if (online < minInstances) {
    const detail = `${String(online)} processes are online, expected ${String(minInstances)}`;
    return { facts, problem: { reason: 'not-online', detail } };
  }
  if (restarts <= maxRestarts) return { facts };
  const detail = `PM2 restarted ${service} ${String(restarts)} times since the look before`;
  return { facts, problem: { reason: 'restarts', detail } };
}

/** A process that somebody restarted has another beginning: its count says nothing about itself yet. */
function keyOf({ id, createdAt }: Pm2Process): string {
  return `${String(id)}@${String(createdAt)}`;
}

function restartsSince(before: Seen | undefined, now: Seen): number {
  return [...now].reduce(
    (sum, [key, count]) => sum + Math.max(0, count - (before?.get(key) ?? count)),
    0,
  );
}
