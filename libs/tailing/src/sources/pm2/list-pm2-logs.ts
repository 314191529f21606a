import { listPm2 } from '@app/pm2';
import type { LogList } from '../listed/listed-logs.js';
import type { SourceContext } from '../log-source.js';

const LONGEST_RUN_MS = 60_000;

/**
 * The log files of the services that PM2 knows.
 *
 * @param service names; undefined for all
 */
export async function listPm2Logs(
  { runner, pm2, projectRoot }: Pick<SourceContext, 'runner' | 'pm2' | 'projectRoot'>,
  service: string | readonly string[] | undefined,
  signal: AbortSignal,
): Promise<LogList> {
  const list = await listPm2({ runner, projectRoot, timeoutMs: LONGEST_RUN_MS, ...pm2 }, signal);
  if (!list.ok) return list;
  const names = service === undefined ? undefined : new Set([service].flat());
  const meant = list.processes.filter(({ name }) => names?.has(name) ?? true);
  return { ok: true, paths: new Set(meant.flatMap(({ logs }) => logs)) };
}
