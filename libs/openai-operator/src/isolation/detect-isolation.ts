import { childEnvironment, type ProcessRunner } from '@app/process-runner';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confined, type Isolation, type IsolationLevel, isolationLevels } from './isolation.js';

export interface IsolationWish {
  /** `required`: nothing runs with less than `full`. */
  readonly mode: 'auto' | 'off' | 'required';
  readonly memoryBytes: number;
}

const PROBE_MS = 10_000;

/** Tries what this machine lets us do, from the strongest down. */
export async function detectIsolation(
  { mode, memoryBytes }: IsolationWish,
  processes: ProcessRunner,
): Promise<Isolation> {
  const found = { memoryBytes, required: mode === 'required' };
  if (mode === 'off')
    return { ...found, strongest: 'none', reason: 'CODEX_ISOLATION switches it off' };
  let reason = '';
  for (const level of isolationLevels) {
    const problem = level === 'none' ? undefined : await probe(level, memoryBytes, processes);
    if (problem === undefined) return { ...found, strongest: level, reason };
    reason ||= problem;
  }
  return { ...found, strongest: 'none', reason };
}

/** @returns why it does not work; undefined when it does */
async function probe(
  level: IsolationLevel,
  memoryBytes: number,
  processes: ProcessRunner,
): Promise<string | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'autoheal-probe-'));
  const [folder, reports] = [join(home, 'folder'), join(home, 'reports')];
  mkdirSync(folder);
  mkdirSync(reports);
  const place = { folder, reports, modules: undefined, runtime: undefined, hidden: [] };
  try {
    const run = await processes.run(
      confined({ shell: 'touch here /tmp/there && ! touch /usr/x' }, place, level, memoryBytes),
      { cwd: folder, env: childEnvironment(), timeoutMs: PROBE_MS, maxOutputChars: 2_000 },
    );
    if (run.outcome === 'exited' && run.exitCode === 0) return undefined;
    const [line = ''] =
      run.outcome === 'not-found' ? ['unshare is missing'] : run.stderr.split('\n');
    return line === '' ? run.outcome : line;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
