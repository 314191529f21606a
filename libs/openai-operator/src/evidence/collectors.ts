import { callers } from './callers.js';
import type { Collector } from './collector.js';
import { commits } from './commits.js';
import { failingFunctions } from './failing-functions.js';
import { imports } from './imports.js';
import { nearestTests } from './nearest-tests.js';

/** Every kind of evidence, the most telling first: one file and one line here. */
export const collectors: readonly Collector[] = [
  failingFunctions,
  imports,
  callers,
  nearestTests,
  commits,
];
