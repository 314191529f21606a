import { SHORTEST_LITERAL } from '@app/literal-scanner';
import type { Requirement } from './requirement.js';

/** Texts of which every match contains at least one, and what looking for them costs. */
export interface LiteralChoice {
  readonly literals: readonly string[];
  readonly cost: number;
}

/**
 * The cheapest texts to look for, none shorter than `floor` bytes.
 *
 * @returns undefined when there are none that long
 */
export function chooseLiterals(
  requirement: Requirement,
  costOf: (literal: string) => number,
  floor = SHORTEST_LITERAL,
): LiteralChoice | undefined {
  if (requirement.kind === 'text') {
    const { text } = requirement;
    if (Buffer.byteLength(text) < floor) return undefined;
    return { literals: [text], cost: costOf(text) };
  }
  const choices = requirement.of.map((part) => chooseLiterals(part, costOf, floor));
  const known = choices.filter((choice) => choice !== undefined);
  if (requirement.kind === 'any')
    return known.length === choices.length ? known.reduce(together) : undefined;
  return known.length === 0 ? undefined : known.reduce(cheaper);
}

/** Whether there are texts that the scanner can look for; a pattern without is asked about every line. */
export function isSearchable(requirement: Requirement | undefined): requirement is Requirement {
  return requirement !== undefined && chooseLiterals(requirement, () => 0) !== undefined;
}

function together(a: LiteralChoice, b: LiteralChoice): LiteralChoice {
  return { literals: [...new Set([...a.literals, ...b.literals])], cost: a.cost + b.cost };
}

function cheaper(a: LiteralChoice, b: LiteralChoice): LiteralChoice {
  return b.cost < a.cost ? b : a;
}
