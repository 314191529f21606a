import { childEnvironment } from '@app/process-runner';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RunContext } from '../steps/step.js';
import { readCounts, readTap } from './read-output.js';
import { testRunners } from './runners/registry.js';
import type { TestRunner } from './runners/test-runner.js';
import type { TestCommand } from './test-command.js';
import { countTests, numbered, type TestCase, type TestReport } from './test-report.js';

const MAX_OUTPUT_CHARS = 4 * 1024 * 1024;

/** Runs the tests of one copy of the project, and reads as much of what they say as the runner tells. */
export async function runTests(
  command: TestCommand,
  folder: string,
  timeoutSeconds: number,
  context: RunContext,
): Promise<TestReport> {
  const reports = mkdtempSync(join(tmpdir(), 'autoheal-report-'));
  const runner = testRunners.find((kind) => kind.recognises(command));
  const { shell, env } = runner?.prepare(command, reports) ?? { shell: command.shell, env: {} };
  try {
    const run = await context.processes.run(
      { shell },
      {
        cwd: folder,
        env: childEnvironment({ ...context.env, ...env }),
        timeoutMs: timeoutSeconds * 1_000,
        maxOutputChars: MAX_OUTPUT_CHARS,
        signal: context.signal,
        onOutput: context.say,
      },
    );
    const tests = testsOf(runner, reports, run.stdout, folder);
    const counts = tests ? countTests(tests) : readCounts(stripVTControlCharacters(run.output));
    return { run, tests, counts };
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function testsOf(
  runner: TestRunner | undefined,
  reports: string,
  stdout: string,
  folder: string,
): TestCase[] | undefined {
  const tests = runner?.read(reports) ?? readTap(stripVTControlCharacters(stdout));
  if (!tests || tests.length === 0) return undefined;
  // The copies differ in nothing but their folder.
  const relative = (text: string): string => text.replaceAll(`${folder}/`, '');
  return numbered(
    tests.map(({ id, file, status }) => ({ id: relative(id), file: relative(file), status })),
  );
}
