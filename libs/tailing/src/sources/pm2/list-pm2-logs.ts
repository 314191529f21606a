import { childEnvironment, findProgram, isListening, pathFolders } from '@app/process-runner';
import { join } from 'node:path';
import type { LogList } from '../listed/listed-logs.js';
import type { SourceContext } from '../log-source.js';
import { readPm2List } from './read-pm2-list.js';

/** The list holds the environment of every process. */
const MOST_OUTPUT_CHARS = 64 * 1024 * 1024;
const LONGEST_RUN_MS = 60_000;

/**
 * The log files of the services that PM2 knows. It is never asked while its daemon is down: it would
 * start one.
 *
 * @param service names; undefined for all
 */
export async function listPm2Logs(
  { runner, pm2, projectRoot }: Pick<SourceContext, 'runner' | 'pm2' | 'projectRoot'>,
  service: string | readonly string[] | undefined,
  signal: AbortSignal,
): Promise<LogList> {
  const file = findProgram(pm2.pm2Bin, [
    ...pathFolders(),
    join(projectRoot, 'node_modules', '.bin'),
  ]);
  if (file === undefined)
    return fail(`there is no program ${pm2.pm2Bin}; install PM2 or set PM2_BIN`);
  if (!(await isListening(join(pm2.pm2Home, 'rpc.sock'))))
    return fail(`its daemon does not run in ${pm2.pm2Home}; start it there or set PM2_HOME`);
  const result = await runner.run(
    { file, args: ['jlist'] },
    {
      cwd: projectRoot,
      env: childEnvironment({ PM2_HOME: pm2.pm2Home }),
      timeoutMs: LONGEST_RUN_MS,
      maxOutputChars: MOST_OUTPUT_CHARS,
      signal,
    },
  );
  const list = readPm2List(result.stdout);
  if (!list) return fail('the list of `pm2 jlist` could not be read; run it by hand');
  const names = service === undefined ? undefined : new Set([service].flat());
  const meant = list.filter(({ name }) => names?.has(name) ?? true);
  return { ok: true, paths: new Set(meant.flatMap(({ logs }) => logs)) };
}

function fail(problem: string): LogList {
  return { ok: false, problem };
}
