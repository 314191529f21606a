import { join } from 'node:path';
import { endsWith, withArguments } from '../test-command.js';
import { readJestReport } from './jest-report.js';
import type { TestRunner } from './test-runner.js';

const REPORT = 'jest.json';

export const jestRunner: TestRunner = {
  id: 'jest',
  recognises: (command) => endsWith(command, 'jest'),
  prepare: (command, folder) => ({
    shell: withArguments(command, ['--json', `--outputFile=${join(folder, REPORT)}`]),
    env: { CI: 'true' },
  }),
  read: (folder) => readJestReport(join(folder, REPORT)),
};
