import { type RunResult } from '@app/process-runner';
import { writeFileSync } from 'node:fs';
import { runConfined } from '../isolation/run-confined.js';
import type { Reproduction, RunContext } from '../steps/step.js';
import type { Workspace } from '../workspace/workspace.js';
import { isSame, signaturesIn } from './error-signature.js';

const SCRIPT = 'autoheal-reproduction.mjs';
const TIMEOUT_MS = 30_000;
const OUTPUT_CHARS = 64 * 1024;

/** `silent`: it ends well. `other`: it fails, but not with the reported error. */
export type ReproductionEnding = 'same-error' | 'silent' | 'other';

/** Runs the script in a fresh copy, with the patch if there is one; the tests leave no trace in it. */
export async function runReproduction(
  { script, signature }: Reproduction,
  pristine: Workspace,
  patched: ReadonlyMap<string, string>,
  context: RunContext,
): Promise<{ readonly ending: ReproductionEnding; readonly output: string }> {
  const copy = pristine.clone();
  try {
    for (const [path, text] of patched) writeFileSync(copy.path(path), text);
    writeFileSync(copy.path(SCRIPT), script);
    const run = await start(copy, context);
    const shown = signaturesIn(run.output).some((error) => isSame(error, signature));
    const ending = !succeeded(run) && shown ? 'same-error' : succeeded(run) ? 'silent' : 'other';
    return { ending, output: run.output };
  } finally {
    copy.remove();
  }
}

function start({ folder }: Workspace, context: RunContext): Promise<RunResult> {
  return runConfined(
    { file: process.execPath, args: [SCRIPT] },
    {
      folder,
      level: context.state.baseline?.level ?? context.isolation.strongest,
      timeoutMs: TIMEOUT_MS,
      maxOutputChars: OUTPUT_CHARS,
      quiet: true,
    },
    context,
  );
}

function succeeded(run: RunResult): boolean {
  return run.outcome === 'exited' && run.exitCode === 0;
}
