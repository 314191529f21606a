import { AdaptiveCandidateScanner, type SearchablePattern } from './adaptive-candidate-scanner.js';
import type { CandidateScanner } from './candidate-scanner.js';
import { isSearchable } from './choose-literals.js';
import { EveryLineScanner } from './every-line-scanner.js';
import type { Requirement } from './requirement.js';

/**
 * @param requirements per pattern what each match contains; a pattern of which nothing is known that
 * can be looked for is asked about every line
 */
export function createCandidateScanner(
  requirements: readonly (Requirement | undefined)[],
): CandidateScanner {
  const searchable: SearchablePattern[] = [];
  const always: number[] = [];
  requirements.forEach((requirement, index) => {
    if (isSearchable(requirement)) searchable.push({ index, requirement });
    else always.push(index);
  });
  const byLiterals = searchable.length === 0 ? undefined : new AdaptiveCandidateScanner(searchable);
  if (always.length > 0) return new EveryLineScanner(always, byLiterals);
  return byLiterals ?? { scan: () => undefined };
}
