import { childEnvironment } from '@app/process-runner';
import type { RunContext } from '../steps/step.js';

export type GitAnswer =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const TIMEOUT_MS = 120_000;
const OUTPUT_CHARS = 1024 * 1024;
const SHOWN_CHARS = 500;
/** No program of the repository's own runs, and nobody is asked anything. */
const ALWAYS = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/** Runs git in the project; the answer is its output without the last line end. */
export async function git(
  args: readonly string[],
  { processes, projectRoot, signal }: Pick<RunContext, 'processes' | 'projectRoot' | 'signal'>,
  env: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<GitAnswer> {
  const run = await processes.run(
    { file: 'git', args: [...ALWAYS, ...args] },
    {
      cwd: projectRoot,
      env: childEnvironment({ GIT_TERMINAL_PROMPT: '0', ...env }, ['SSH_AUTH_SOCK']),
      ...(input === undefined ? {} : { input }),
      timeoutMs: TIMEOUT_MS,
      maxOutputChars: OUTPUT_CHARS,
      signal,
    },
  );
  if (run.outcome === 'exited' && run.exitCode === 0)
    return { ok: true, text: run.stdout.replace(/\n$/, '') };
  const said = run.stderr.trim().slice(-SHOWN_CHARS);
  return { ok: false, message: said === '' ? `git ${args[0] ?? ''}: ${run.outcome}` : said };
}
