import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { Pm2Process } from './pm2-process.js';

const NO_LOG = '/dev/null';
const MAX_CANDIDATES = 20;

const processSchema = z
  .object({
    pm_id: z.int(),
    name: z.coerce.string(),
    pid: z.int().optional(),
    pm2_env: z.object({
      status: z.string(),
      pm_cwd: z.string().default(''),
      exec_mode: z.string().default('fork_mode'),
      restart_time: z.number().default(0),
      created_at: z.number().nullish(),
      pm_out_log_path: z.string().nullish(),
      pm_err_log_path: z.string().nullish(),
    }),
  })
  .transform(({ pm_id, name, pid, pm2_env }): Pm2Process => ({
    id: pm_id,
    name,
    pid: pid ?? 0,
    status: pm2_env.status,
    cwd: pm2_env.pm_cwd,
    cluster: pm2_env.exec_mode === 'cluster_mode',
    restarts: pm2_env.restart_time,
    createdAt: pm2_env.created_at ?? 0,
    logs: [pm2_env.pm_out_log_path, pm2_env.pm_err_log_path].filter(isLog),
  }));

const listSchema = z.array(processSchema);

/**
 * Reads what `pm2 jlist` printed. A banner, a notice of a new version or an update hint may stand
 * before and after the list; some of them contain brackets too. The list itself is one line.
 *
 * @returns undefined when there is no list in it
 */
export function parsePm2List(output: string): readonly Pm2Process[] | undefined {
  let found: readonly Pm2Process[] | undefined;
  for (const { index } of output.matchAll(/\[(?=[{\]])/g).take(MAX_CANDIDATES)) {
    const [line = ''] = output.slice(index).split('\n', 1);
    found = parseList(line.slice(0, line.lastIndexOf(']') + 1)) ?? found;
    // An empty pair of brackets may be part of the noise.
    if (found && found.length > 0) return found;
  }
  return found;
}

function parseList(text: string): readonly Pm2Process[] | undefined {
  try {
    return listSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isLog(path: string | null | undefined): path is string {
  return typeof path === 'string' && isAbsolute(path) && path !== NO_LOG;
}
