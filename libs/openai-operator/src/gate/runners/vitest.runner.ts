import { join } from 'node:path';
import { endsWith, withArguments } from '../test-command.js';
import { readJestReport } from './jest-report.js';
import type { TestRunner } from './test-runner.js';

const REPORT = 'vitest.json';

export const vitestRunner: TestRunner = {
  id: 'vitest',
  recognises: (command) => endsWith(command, 'vitest'),
  prepare: (command, folder) => ({
    shell: withArguments(command, [
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(folder, REPORT)}`,
    ]),
    env: { CI: 'true' },
  }),
  read: (folder) => readJestReport(join(folder, REPORT)),
};
