import { childEnvironment, type RunResult } from '@app/process-runner';
import { z } from 'zod';
import { runConfined } from '../isolation/run-confined.js';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const OUTPUT_CHARS = 16_000;
const SHOWN_CHARS = 2_000;

const optionsSchema = z.strictObject({
  run: z.string().min(1),
  in: z.enum(['workspace', 'project']).default('workspace'),
  network: z.boolean().default(false),
  timeoutSeconds: z.number().positive().default(600),
  env: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
});
type RunStepOptions = z.output<typeof optionsSchema>;

/**
 * Shell text of the operator's own. Values from outside reach it only through the environment; keys do
 * only where the task lists them by name.
 */
export const runStep = defineStep({
  id: 'run',
  options: optionsSchema,
  shellOptions: ['run'],
  async run(options, context): Promise<StepResult> {
    const secrets = secretsOf(options.secrets, context);
    if (typeof secrets === 'string')
      return stop('refused', `The secret ${secrets} is not set. Set it where the operator starts.`);
    const env = { ...context.env, ...options.env, ...secrets };
    return endingOf(await start(options, env, context), options.timeoutSeconds);
  },
});

/** The operator's own commands run in the project as they are; in a copy, code of a patch may take part. */
function start(
  { run, in: where, network, timeoutSeconds }: RunStepOptions,
  env: Readonly<Record<string, string>>,
  context: RunContext,
): Promise<RunResult> {
  const { state, isolation, processes, projectRoot, signal, say } = context;
  const limits = { timeoutMs: timeoutSeconds * 1_000, maxOutputChars: OUTPUT_CHARS };
  const folder = where === 'workspace' ? state.workspace?.folder : undefined;
  if (folder === undefined) {
    const options = { cwd: projectRoot, env: childEnvironment(env), signal, onOutput: say };
    return processes.run({ shell: run }, { ...options, ...limits });
  }
  const { strongest } = isolation;
  const level = network && strongest === 'full' ? 'files' : strongest;
  return runConfined({ shell: run }, { ...limits, folder, level, env }, context);
}

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
