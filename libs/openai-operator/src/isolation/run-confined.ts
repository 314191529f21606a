import {
  childEnvironment,
  type Command,
  type RunOptions,
  type RunResult,
} from '@app/process-runner';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunContext } from '../steps/step.js';
import { hiddenPaths } from './hidden-paths.js';
import { confined, CONFINED_ENVIRONMENT, type IsolationLevel } from './isolation.js';

export interface ConfinedRun extends Pick<RunOptions, 'timeoutMs' | 'maxOutputChars' | 'input'> {
  /** The copy that it runs in; may be written to. */
  readonly folder: string;
  /** A second folder that may be written to. */
  readonly reports?: string;
  /** Beside the variables that any program needs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly level: IsolationLevel;
  readonly quiet?: boolean;
}

/** Runs something that code of a patch may take part in: with nothing but its copy, as far as possible. */
export async function runConfined(
  command: Command,
  run: ConfinedRun,
  context: RunContext,
): Promise<RunResult> {
  const { folder, level, env = {}, input, timeoutMs, maxOutputChars, quiet = false } = run;
  const own = run.reports === undefined ? mkdtempSync(join(tmpdir(), 'autoheal-report-')) : '';
  const modules = join(context.projectRoot, 'node_modules');
  const place = {
    folder,
    reports: realpathSync(run.reports ?? own),
    modules: existsSync(modules) ? realpathSync(modules) : undefined,
    runtime: runtimeInTmp(),
    hidden: hiddenPaths(context.projectRoot, context.dataDir),
  };
  try {
    return await context.processes.run(
      confined(command, place, level, context.isolation.memoryBytes),
      {
        cwd: folder,
        env: childEnvironment(level === 'none' ? env : { ...CONFINED_ENVIRONMENT, ...env }),
        ...(input === undefined ? {} : { input }),
        timeoutMs,
        maxOutputChars,
        signal: context.signal,
        ...(quiet ? {} : { onOutput: context.say }),
      },
    );
  } finally {
    if (own !== '') rmSync(own, { recursive: true, force: true });
  }
}

function runtimeInTmp(): string | undefined {
  const folder = dirname(realpathSync(process.execPath));
  return folder.startsWith('/tmp/') ? folder : undefined;
}
