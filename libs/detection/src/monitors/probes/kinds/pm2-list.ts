import { childEnvironment, findProgram, isListening, pathFolders } from '@app/process-runner';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProbeTools } from './probe-kind.js';

export interface Pm2Process {
  readonly id: number;
  readonly name: string;
  /** PM2's own word: online, launching, stopping, stopped, errored, waiting restart. */
  readonly status: string;
  /** How often it was restarted, by whomever. */
  readonly restarts: number;
  /** Changes when somebody starts it, not when PM2 restarts it by itself. */
  readonly createdAt: number;
}

/** The list holds the environment of every process. */
const MOST_OUTPUT_CHARS = 64 * 1024 * 1024;
const LONGEST_RUN_MS = 600_000;

const listSchema = z.array(
  z
    .object({
      pm_id: z.int(),
      name: z.coerce.string(),
      pm2_env: z.object({
        status: z.string(),
        restart_time: z.number().default(0),
        created_at: z.number().nullish(),
      }),
    })
    .transform(({ pm_id, name, pm2_env }): Pm2Process => ({
      id: pm_id,
      name,
      status: pm2_env.status,
      restarts: pm2_env.restart_time,
      createdAt: pm2_env.created_at ?? 0,
    })),
);

/**
 * What PM2 runs. It is never asked while its daemon is down: it would start one.
 *
 * @returns for people, why it cannot be told
 */
export async function listPm2(
  { runner, pm2, projectRoot }: ProbeTools,
  signal: AbortSignal,
): Promise<readonly Pm2Process[] | string> {
  const folders = [...pathFolders(), join(projectRoot, 'node_modules', '.bin')];
  const file = findProgram(pm2.pm2Bin, folders);
  if (file === undefined) return `there is no program ${pm2.pm2Bin}; set PM2_BIN`;
  if (!(await isListening(join(pm2.pm2Home, 'rpc.sock'))))
    return `PM2's daemon does not run in ${pm2.pm2Home}`;
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
  signal.throwIfAborted();
  return readList(result.stdout) ?? 'the list of `pm2 jlist` could not be read';
}

/** The list is one line; notices of all kinds may stand before and after it. */
function readList(output: string): readonly Pm2Process[] | undefined {
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
