import { childEnvironment } from '@app/process-runner';
import { z } from 'zod';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const OUTPUT_CHARS = 16_000;
const SHOWN_CHARS = 2_000;

export const runOptions = z.strictObject({
  run: z.string().min(1),
  in: z.enum(['workspace', 'project']).default('workspace'),
  timeoutSeconds: z.number().positive().max(86_400).default(600),
  env: z.record(z.string(), z.string()).default({}),
});

/** Shell text of the operator's own. Values from outside reach it only through the environment; keys never do. */
export const runStep = defineStep({
  id: 'run',
  options: runOptions,
  async run(options, context): Promise<StepResult> {
    const result = await context.processes.run(
      { shell: options.run },
      {
        cwd: folderOf(options.in, context),
        env: childEnvironment({ ...context.env, ...options.env }),
        timeoutMs: options.timeoutSeconds * 1_000,
        maxOutputChars: OUTPUT_CHARS,
        signal: context.signal,
        onOutput: context.say,
      },
    );
    if (result.outcome === 'exited' && result.exitCode === 0) return done(result.output);
    if (result.outcome === 'cancelled') return stop('cancelled', 'The run was cancelled.');
    const ending =
      result.outcome === 'exited' ? `exit code ${String(result.exitCode)}` : result.outcome;
    return stop('rejected', `It ended with ${ending}: ${result.output.slice(-SHOWN_CHARS)}`);
  },
});

function folderOf(where: 'workspace' | 'project', { workspace, projectRoot }: RunContext): string {
  return where === 'workspace' && workspace ? workspace.folder : projectRoot;
}
