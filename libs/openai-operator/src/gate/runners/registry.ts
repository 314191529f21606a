import { jestRunner } from './jest.runner.js';
import { mochaRunner } from './mocha.runner.js';
import { nodeRunner } from './node.runner.js';
import type { TestRunner } from './test-runner.js';
import { vitestRunner } from './vitest.runner.js';

/** Every runner that names its tests: one file and one line here. The first that recognises a command serves. */
export const testRunners: readonly TestRunner[] = [
  jestRunner,
  vitestRunner,
  mochaRunner,
  nodeRunner,
];
