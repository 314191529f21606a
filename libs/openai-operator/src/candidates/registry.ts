import type { CandidateSource } from './candidate-source.js';
import { codexSource } from './codex.source.js';
import { modelSource } from './model.source.js';
import { templateSource } from './template.source.js';

/** Every source of candidates: one file and one line here. */
export const candidateSources: readonly CandidateSource[] = [
  codexSource,
  modelSource,
  templateSource,
];
