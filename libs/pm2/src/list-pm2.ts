import { childEnvironment, type ProcessRunner } from '@app/process-runner';
import { parsePm2List } from './parse-pm2-list.js';
import type { Pm2Process } from './pm2-process.js';
import { findPm2, isPm2Running, MOST_LIST_CHARS } from './pm2-program.js';

export interface Pm2Place {
  readonly runner: ProcessRunner;
  /** Its program: a path, or a name to look up. */
  readonly pm2Bin: string;
  /** Its folder. */
  readonly pm2Home: string;
  readonly projectRoot: string;
  readonly timeoutMs: number;
}

export type Pm2List =
  | { readonly ok: true; readonly processes: readonly Pm2Process[] }
  /** For people: why it cannot be told, and what to do. */
  | { readonly ok: false; readonly problem: string };

/** What PM2 runs. It is never asked while its daemon is down: it would start one. */
export async function listPm2(
  { runner, pm2Bin, pm2Home, projectRoot, timeoutMs }: Pm2Place,
  signal: AbortSignal,
): Promise<Pm2List> {
  const file = findPm2(pm2Bin, projectRoot);
  if (file === undefined) return fail(`there is no program ${pm2Bin}; install PM2 or set PM2_BIN`);
  if (!(await isPm2Running(pm2Home)))
    return fail(`its daemon does not run in ${pm2Home}; start it there or set PM2_HOME`);
  const result = await runner.run(
    { file, args: ['jlist'] },
    {
      cwd: projectRoot,
      env: childEnvironment({ PM2_HOME: pm2Home }),
      timeoutMs,
      maxOutputChars: MOST_LIST_CHARS,
      signal,
    },
  );
  const processes = parsePm2List(result.stdout);
  return processes
    ? { ok: true, processes }
    : fail('the list of `pm2 jlist` could not be read; run it by hand');
}

function fail(problem: string): Pm2List {
  return { ok: false, problem };
}
