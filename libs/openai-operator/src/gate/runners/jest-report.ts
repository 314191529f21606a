import { z } from 'zod';
import type { TestCase, TestStatus } from '../test-report.js';
import { readJson } from './read-json.js';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

/** The report of `jest --json`, which vitest writes too. Each file counts as a test: it may fail to load. */
export function readJestReport(path: string): readonly TestCase[] | undefined {
  return readJson(path, reportSchema)?.testResults.flatMap(
    ({ name: file, status, assertionResults }) => {
      const failsToLoad = status === 'failed' && assertionResults.length === 0;
      const whole: TestCase = { id: file, file, status: failsToLoad ? 'fail' : 'pass' };
      const own = assertionResults.map(
        ({ fullName, status: result, failureMessages: [error] }) => ({
          id: `${file} › ${fullName}`,
          file,
          status: statusOf(result),
          ...(error === undefined ? {} : { error }),
        }),
      );
      return [whole, ...own];
    },
  );
}

function statusOf(status: string): TestStatus {
  if (status === 'passed') return 'pass';
  return status === 'failed' ? 'fail' : 'skip';
}
