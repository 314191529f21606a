import { z } from 'zod';
import { inWordsOf, runBaseline } from '../gate/baseline-run.js';
import { resolveTestCommand } from '../gate/test-command.js';
import { inWords, type TestReport } from '../gate/test-report.js';
import { defineStep, done, type RunContext, stop } from './step.js';

const DEFAULT_COMMAND = 'npm test';
const MOST_NAMES = 5;
const COMMAND_VARIABLE = 'CODEX_TEST_COMMAND';

/** Runs the tests before there is any patch: what the gate compares with. Gives out how they went. */
export const baselineStep = defineStep({
  id: 'baseline',
  options: z.strictObject({
    command: z
      .string()
      .min(1)
      .optional()
      .describe(`Shell text that tests the project. Default: ${COMMAND_VARIABLE}, else npm test.`),
    timeoutSeconds: z.number().positive().max(86_400).default(600).describe('For one run.'),
    runs: z
      .int()
      .min(1)
      .max(10)
      .default(3)
      .describe('How often at most, to find flaky tests: they count neither for nor against.'),
    repeatSeconds: z
      .number()
      .min(0)
      .max(86_400)
      .default(120)
      .describe('How long the runs after the first may take together.'),
  }),
  shellOptions: ['command'],
  async run({ command, timeoutSeconds, ...repeats }, context) {
    const { state, env, isolation, say } = context;
    if (!state.pristine) return stop('failed', 'baseline needs a workspace task before it.');
    if (isolation.required && isolation.strongest !== 'full')
      return stop('refused', `CODEX_ISOLATION asks for more than there is: ${isolation.reason}.`);
    const resolved = await resolveTestCommand(
      command ?? shellOf(env[COMMAND_VARIABLE]),
      state.pristine.folder,
    );
    if (!resolved.ok) return stop('refused', resolved.message);
    const run = { command: resolved.command, timeoutSeconds };
    const found = await runBaseline(run, repeats, state.pristine, context);
    const { level, report, flaky } = found;
    if (report.run.outcome !== 'exited') return unusable(report, timeoutSeconds, context);
    state.baseline = { ...run, ...found };
    const summary = `Before any patch: ${inWords(report)}. ${inWordsOf(level, isolation)}${flakyInWords(flaky)}`;
    say(isRed(report) ? `${summary} The suite is red: patches are graded by comparison.` : summary);
    return done(summary);
  },
});

function shellOf(variable = ''): string {
  return variable.trim() === '' ? DEFAULT_COMMAND : variable;
}

function flakyInWords(flaky: ReadonlySet<string>): string {
  return flaky.size === 0
    ? ''
    : ` Flaky, so they count neither for nor against a patch: ${[...flaky].slice(0, MOST_NAMES).join('; ')}${flaky.size > MOST_NAMES ? '; and others' : ''}.`;
}

function isRed({ run, counts }: TestReport): boolean {
  return (run.outcome === 'exited' && run.exitCode !== 0) || (counts?.fail ?? 0) > 0;
}

function unusable({ run }: TestReport, timeoutSeconds: number, { signal }: RunContext) {
  if (signal.aborted) return stop('cancelled', 'The run was cancelled.');
  return run.outcome === 'timed-out'
    ? stop(
        'failed',
        `Without any patch the tests take longer than ${String(timeoutSeconds)} s. Name a faster CODEX_TEST_COMMAND, or raise timeoutSeconds.`,
      )
    : stop(
        'failed',
        `Without any patch the tests end with ${run.outcome}: no patch can be graded.`,
      );
}
