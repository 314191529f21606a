import { apiTarget } from './api.target.js';
import { configTarget } from './config.target.js';
import { engineTarget } from './engine.target.js';
import { expressionTarget } from './expression.target.js';
import { followerTarget } from './follower.target.js';
import { pipelineTarget } from './pipeline.target.js';
import type { FuzzTarget } from './target.js';

/** Everything that is fuzzed: one file and one line here. */
export const fuzzTargets: readonly FuzzTarget[] = [
  configTarget,
  engineTarget,
  expressionTarget,
  pipelineTarget,
  followerTarget,
  apiTarget,
];
