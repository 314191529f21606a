import { join } from 'node:path';
import { z } from 'zod';
import { endsWith, withArguments } from '../test-command.js';
import type { TestCase, TestStatus } from '../test-report.js';
import { readJson } from './read-json.js';
import type { TestRunner } from './test-runner.js';

const REPORT = 'mocha.json';
const testsSchema = z.array(
  z.object({
    fullTitle: z.string(),
    file: z.string().default(''),
    err: z.object({ stack: z.string().optional() }).default({}),
  }),
);
const reportSchema = z.object({
  passes: testsSchema,
  failures: testsSchema,
  pending: testsSchema,
});

export const mochaRunner: TestRunner = {
  id: 'mocha',
  recognises: (command) => endsWith(command, 'mocha'),
  prepare: (command, folder) => ({
    shell: withArguments(command, [
      '--reporter=json',
      `--reporter-option=output=${join(folder, REPORT)}`,
    ]),
    env: {},
  }),
  read(folder) {
    const report = readJson(join(folder, REPORT), reportSchema);
    if (!report) return undefined;
    const cases = (tests: z.output<typeof testsSchema>, status: TestStatus): TestCase[] =>
      tests.map(({ fullTitle, file, err: { stack: error } }) => ({
        id: `${file} › ${fullTitle}`,
        file,
        status,
        ...(error === undefined ? {} : { error }),
      }));
    return [
      ...cases(report.passes, 'pass'),
      ...cases(report.failures, 'fail'),
      ...cases(report.pending, 'skip'),
    ];
  },
};
