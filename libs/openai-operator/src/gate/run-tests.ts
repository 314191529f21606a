import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { stackFrames } from '@app/stack-traces';
import type { IsolationLevel } from '../isolation/isolation.js';
import { runConfined } from '../isolation/run-confined.js';
import type { RunContext } from '../steps/step.js';
import { readCounts, readTap } from './read-output.js';
import { testRunners } from './runners/registry.js';
import type { TestRunner } from './runners/test-runner.js';
import type { TestCommand } from './test-command.js';
import { countTests, numbered, type TestCase, type TestReport } from './test-report.js';

const MAX_OUTPUT_CHARS = 4 * 1024 * 1024;

export interface TestRun {
  readonly command: TestCommand;
  readonly timeoutSeconds: number;
  readonly level: IsolationLevel;
}

/** Runs the tests of one copy of the project, and reads as much of what they say as the runner tells. */
export async function runTests(
  { command, timeoutSeconds, level }: TestRun,
  folder: string,
  context: RunContext,
): Promise<TestReport> {
  const reports = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-report-')));
  const runner = testRunners.find((kind) => kind.recognises(command));
  const { shell, env } = runner?.prepare(command, reports) ?? { shell: command.shell, env: {} };
  try {
    const run = await runConfined(
      { shell },
      {
        folder,
        reports,
        level,
        env: { ...context.env, ...env },
        timeoutMs: timeoutSeconds * 1_000,
        maxOutputChars: MAX_OUTPUT_CHARS,
      },
      context,
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
  const throughFiles = (error: string): string[] =>
    stackFrames(error).map(({ file }) => relative(file));
  return numbered(
    tests.map((test) => ({
      ...test,
      id: relative(test.id),
      file: relative(test.file),
      ...(test.error === undefined ? {} : { stack: throughFiles(test.error) }),
    })),
  );
}
