import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { TestCase } from '../test-report.js';
import { NODE_REPORT, NODE_REPORTER } from './node-reporter.js';
import type { TestRunner } from './test-runner.js';

const REPORTER = 'reporter.mjs';
const lineSchema = z.object({
  file: z.string(),
  names: z.array(z.string()),
  status: z.enum(['pass', 'fail', 'skip']),
  error: z.string().optional(),
});

/** Node's own runner, by `node --test` or by running a test file. Its options travel in the environment. */
export const nodeRunner: TestRunner = {
  id: 'node',
  recognises: ({ script }) =>
    /\bnode\b|--test\b/.test(script) && !script.includes('--test-reporter'),
  prepare({ shell }, folder) {
    writeFileSync(join(folder, REPORTER), NODE_REPORTER);
    const options = [
      '--test-reporter=spec --test-reporter-destination=stdout',
      `--test-reporter=${pathToFileURL(join(folder, REPORTER)).href} --test-reporter-destination=stderr`,
    ];
    return { shell, env: { NODE_OPTIONS: options.join(' ') } };
  },
  read(folder) {
    const lines = readLines(join(folder, NODE_REPORT));
    return lines?.map(({ file, names, status, error }): TestCase => {
      const name = names.join(' › ');
      // A file that breaks, or holds no test, stands for itself: its name is its path.
      const isFile = names.length === 1 && file.endsWith(name);
      const id = isFile ? file : `${file} › ${name}`;
      return { id, file, status, ...(error === undefined ? {} : { error }) };
    });
  },
};

function readLines(path: string): z.output<typeof lineSchema>[] | undefined {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => lineSchema.parse(JSON.parse(line)));
  } catch {
    return undefined;
  }
}
