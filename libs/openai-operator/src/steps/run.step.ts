import { childEnvironment, type RunResult } from '@app/process-runner';
import { z } from 'zod';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const OUTPUT_CHARS = 16_000;
const SHOWN_CHARS = 2_000;

/**
 * Shell text of the operator's own. Values from outside reach it only through the environment; keys do
 * only where the task lists them by name.
 */
export const runStep = defineStep({
  id: 'run',
  options: z.strictObject({
    run: z.string().min(1),
    in: z.enum(['workspace', 'project']).default('workspace'),
    timeoutSeconds: z.number().positive().default(600),
    env: z.record(z.string(), z.string()).default({}),
    secrets: z.array(z.string()).default([]),
  }),
  shellOptions: ['run'],
  async run(options, context): Promise<StepResult> {
    const secrets = secretsOf(options.secrets, context);
    if (typeof secrets === 'string')
      return stop('refused', `The secret ${secrets} is not set. Set it where the operator starts.`);
    const result = await context.processes.run(
      { shell: options.run },
      {
        cwd: folderOf(options.in, context),
        env: childEnvironment({ ...context.env, ...options.env, ...secrets }),
        timeoutMs: options.timeoutSeconds * 1_000,
        maxOutputChars: OUTPUT_CHARS,
        signal: context.signal,
        onOutput: context.say,
      },
    );
    return endingOf(result, options.timeoutSeconds);
  },
});

function endingOf(result: RunResult, timeoutSeconds: number): StepResult {
  const said = result.output.slice(-SHOWN_CHARS);
  switch (result.outcome) {
    case 'exited':
      return result.exitCode === 0
        ? done(result.output)
        : stop('rejected', `It ended with exit code ${String(result.exitCode)}: ${said}`);
    case 'cancelled':
      return stop('cancelled', 'The run was cancelled.');
    case 'timed-out':
      return stop(
        'rejected',
        `It took longer than ${String(timeoutSeconds)} s and was stopped: ${said}`,
      );
    case 'signalled':
      return stop('rejected', `It was ended by ${result.signal}: ${said}`);
    case 'not-found':
    case 'not-started':
      return stop('failed', `It could not be started: ${result.message}`);
  }
}

/** @returns the name of the first one that is not set, else all with their values */
function secretsOf(names: readonly string[], context: RunContext): Record<string, string> | string {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = context.secret(name);
    if (value === undefined || value === '') return name;
    values[name] = value;
  }
  return values;
}

function folderOf(where: 'workspace' | 'project', { state, projectRoot }: RunContext): string {
  return where === 'workspace' && state.workspace ? state.workspace.folder : projectRoot;
}
