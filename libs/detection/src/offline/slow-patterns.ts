import { isSearchable } from '../engine/candidates/choose-literals.js';
import { compilePattern } from '../engine/compiled-pattern.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';

/**
 * Patterns that name no text which every match contains: they are asked about every line, so each costs
 * about a second per 100 MB of its logs, where others cost next to nothing. (bench matching)
 */
export function slowPatterns(patterns: readonly ResolvedPattern[]): readonly string[] {
  return patterns
    .filter((pattern) => !isSearchable(compilePattern(pattern).requirement))
    .map(({ id }) => id);
}
