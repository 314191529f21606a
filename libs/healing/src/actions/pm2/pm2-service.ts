import { z } from 'zod';

/** One process as PM2 lists it; a service in several instances is several of them with one name. */
export interface Pm2Service {
  readonly id: number;
  readonly name: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** PM2's own word: online, launching, stopping, stopped, errored, waiting restart, one-launch-status. */
  readonly status: string;
  /** The folder it was started in. */
  readonly cwd: string;
  /** In cluster mode: old and new processes may run side by side. */
  readonly cluster: boolean;
}

const processSchema = z
  .object({
    pm_id: z.int(),
    name: z.coerce.string(),
    pid: z.int().optional(),
    pm2_env: z.object({
      status: z.string(),
      pm_cwd: z.string().default(''),
      exec_mode: z.string().default('fork_mode'),
    }),
  })
  .transform(({ pm_id, name, pid, pm2_env }): Pm2Service => ({
    id: pm_id,
    name,
    pid: pid ?? 0,
    status: pm2_env.status,
    cwd: pm2_env.pm_cwd,
    cluster: pm2_env.exec_mode === 'cluster_mode',
  }));

const listSchema = z.array(processSchema);

const MAX_CANDIDATES = 20;

/**
 * Reads what `pm2 jlist` printed. A banner, a notice of a new version or an update hint may stand
 * before and after the list; some of them contain brackets too. The list itself is one line.
 *
 * @returns undefined when there is no list in it
 */
export function parsePm2List(output: string): readonly Pm2Service[] | undefined {
  let found: readonly Pm2Service[] | undefined;
  for (const { index } of output.matchAll(/\[(?=[{\]])/g).take(MAX_CANDIDATES)) {
    const [line = ''] = output.slice(index).split('\n', 1);
    found = parseList(line.slice(0, line.lastIndexOf(']') + 1)) ?? found;
    // An empty pair of brackets may be part of the noise.
    if (found && found.length > 0) return found;
  }
  return found;
}

function parseList(text: string): readonly Pm2Service[] | undefined {
  try {
    return listSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
