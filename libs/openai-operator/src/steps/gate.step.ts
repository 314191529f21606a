import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { patchedFiles } from '../gate/checks/patched-files.js';
import { gateChecks } from '../gate/checks/registry.js';
import { compareReports } from '../gate/compare-reports.js';
import { without } from '../gate/flaky-tests.js';
import { stillFailing } from '../gate/still-failing.js';
import { runTests } from '../gate/run-tests.js';
import { inWords } from '../gate/test-report.js';
import { type ReproductionEnding, runReproduction } from '../reproduction/run-reproduction.js';
import { restoreFiles } from '../workspace/restore-files.js';
import type { Workspace } from '../workspace/workspace.js';
import { defineStep, done, type RunContext, type StepFailure, stop } from './step.js';

const SHOWN_CHARS = 4_000;

/**
 * Checks the patch itself, then runs the tests with it and compares them with the baseline. Everything but
 * the patched files is put back first: what is graded is what would be taken over.
 */
export const gateStep = defineStep({
  id: 'gate',
  options: z.strictObject({}),
  async run(_options, context) {
    const { state, say, signal } = context;
    const { workspace, pristine, baseline } = state;
    if (!workspace || !pristine || !baseline)
      return stop('failed', 'gate needs a baseline task before it.');
    const restored = restoreFiles(workspace, pristine, state.patched);
    if (restored.length > 0) say(`Put back before grading: ${restored.join(', ')}`);
    const files = patchedFiles(state.patched, pristine);
    for (const gateCheck of gateChecks) {
      const problem = await gateCheck.check(files, context);
      if (problem !== undefined) return stop('rejected', problem);
    }
    const { report: before } = baseline;
    const after = without(await runTests(baseline, workspace.folder, context), baseline.flaky);
    if (signal.aborted) return stop('cancelled', 'The run was cancelled.');
    const shown = await showsError(pristine, context);
    if (typeof shown === 'object') return shown;
    const verdict = compareReports(before, after, shown === 'silent');
    const output = stripVTControlCharacters(after.run.output).slice(-SHOWN_CHARS);
    if (!verdict.ok) return stop('rejected', `${verdict.message}\n${output}`);
    const hidden = stillFailing(context.env['CODEX_ERROR_LOG_SNIPPET'] ?? '', before, after, {
      patched: state.patched.keys(),
      files: pristine.files,
    });
    if (hidden.length > 0)
      return stop(
        'rejected',
        `These tests showed the reported error, and still fail with the patch: ${hidden.join('; ')}.\n${output}`,
      );
    state.verdict = verdict;
    say(verdict.message);
    return done(`${inWords(after)}. ${verdict.message}`);
  },
});

/** @returns how the reproduction ended; a failure where the error is still there */
async function showsError(
  pristine: Workspace,
  context: RunContext,
): Promise<ReproductionEnding | StepFailure> {
  const { reproduction, patched } = context.state;
  if (!reproduction) return 'other';
  const { ending, output } = await runReproduction(reproduction, pristine, patched, context);
  if (context.signal.aborted) return stop('cancelled', 'The run was cancelled.');
  return ending === 'same-error'
    ? stop(
        'rejected',
        `The reported error still happens with the patch:\n${output.slice(-SHOWN_CHARS)}`,
      )
    : ending;
}
