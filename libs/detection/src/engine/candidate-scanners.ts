import { createScanner, SHORTEST_LITERAL } from '@app/literal-scanner';
import type { CandidateScanner } from './candidate-scanner.js';
import { EveryLineScanner } from './every-line-scanner.js';
import { LiteralCandidateScanner } from './literal-candidate-scanner.js';

/**
 * @param needles per pattern the texts of which each match contains at least one; undefined where none
 * are known: such a pattern is asked about every line
 */
export function createCandidateScanner(
  needles: readonly (readonly string[] | undefined)[],
): CandidateScanner {
  const owners = new Map<string, number[]>();
  const always: number[] = [];
  needles.forEach((literals, pattern) => {
    if (!isSearchable(literals)) always.push(pattern);
    else for (const literal of literals) addOwner(owners, literal, pattern);
  });
  const literalScanner =
    owners.size === 0
      ? undefined
      : new LiteralCandidateScanner(createScanner([...owners.keys()].map(encode)), [
          ...owners.values(),
        ]);
  if (always.length > 0) return new EveryLineScanner(always, literalScanner);
  return literalScanner ?? { scan: () => undefined };
}

/** Whether the scanner can look for these; texts that are too short are found nearly everywhere anyway. */
export function isSearchable(
  literals: readonly string[] | undefined,
): literals is readonly string[] {
  return literals?.every((literal) => Buffer.byteLength(literal) >= SHORTEST_LITERAL) ?? false;
}

function addOwner(owners: Map<string, number[]>, literal: string, pattern: number): void {
  const patterns = owners.get(literal);
  if (patterns) patterns.push(pattern);
  else owners.set(literal, [pattern]);
}

function encode(literal: string): Uint8Array {
  return Buffer.from(literal, 'utf8');
}
