import { isAbsolute } from 'node:path';
import { z } from 'zod';

export interface Pm2LoggedProcess {
  readonly name: string;
  /** Absolute paths; none where PM2 was told to keep no logs. */
  readonly logs: readonly string[];
}

const NO_LOG = '/dev/null';

const listSchema = z.array(
  z
    .object({
      name: z.coerce.string(),
      pm2_env: z.object({
        pm_out_log_path: z.string().nullish(),
        pm_err_log_path: z.string().nullish(),
      }),
    })
    .transform(({ name, pm2_env: { pm_out_log_path, pm_err_log_path } }): Pm2LoggedProcess => ({
      name,
      logs: [pm_out_log_path, pm_err_log_path].filter(
        (path): path is string => typeof path === 'string' && isAbsolute(path) && path !== NO_LOG,
      ),
    })),
);

/** What `pm2 jlist` printed: one line, with notices of all kinds before and after it; undefined without one. */
export function readPm2List(output: string): readonly Pm2LoggedProcess[] | undefined {
  for (const line of output.split('\n')) {
    const start = line.search(/\[(?:\{|\]$)/);
    if (start < 0) continue;
    try {
      return listSchema.parse(JSON.parse(line.slice(start)));
    } catch {
      continue;
    }
  }
  return undefined;
}
