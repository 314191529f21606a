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
}

const processSchema = z
  .object({
    pm_id: z.int(),
    name: z.coerce.string(),
    pid: z.int().optional(),
    pm2_env: z.object({ status: z.string(), pm_cwd: z.string().default('') }),
  })
  .transform(({ pm_id, name, pid, pm2_env }): Pm2Service => ({
    id: pm_id,
    name,
    pid: pid ?? 0,
    status: pm2_env.status,
    cwd: pm2_env.pm_cwd,
  }));

const listSchema = z.array(processSchema);

const MAX_CANDIDATES = 20;

/**
 * Reads what `pm2 jlist` printed. A banner, a notice of a new version or an update hint may stand
 * before the list; some of them contain brackets too.
 *
 * @returns undefined when there is no list in it
 */
export function parsePm2List(output: string): readonly Pm2Service[] | undefined {
  const end = output.lastIndexOf(']') + 1;
  const starts = output.matchAll(/\[(?=\s*[{\]])/g).take(MAX_CANDIDATES);
  for (const { index } of starts) {
    const list = parseList(output.slice(index, end));
    if (list) return list;
  }
  return undefined;
}

function parseList(text: string): readonly Pm2Service[] | undefined {
  try {
    return listSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
