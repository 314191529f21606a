import { chooseLiterals } from './choose-literals.js';
import type { Requirement } from './requirement.js';

/** Texts to look for, for each pattern. */
export type LiteralPlan = readonly (readonly string[])[];

/** How often texts were seen in a piece of log. */
export interface Sample {
  readonly bytes: number;
  readonly counts: ReadonlyMap<string, number>;
}

export const NO_SAMPLE: Sample = { bytes: 1, counts: new Map() };

/** What it costs to take out a line and read it, in bytes that could have been scanned in that time. */
const CANDIDATE_BYTES = 3_000;
/** What it costs to ask one pattern about a line that was read. */
const LOOK_BYTES = 150;
/** Beyond so many literals the scanner skips ahead by the shortest of them, so long ones scan faster. */
const FEW = 40;
const FLOORS = [3, 6, 7, 8, 10, 12];
/** Shorter ones look too much alike to be told apart by a hash. */
const TELLING_BYTES = 6;

/**
 * The texts that together cost least: rare ones, and long ones where there are many.
 *
 * @param requirements searchable ones only
 */
export function planLiterals(requirements: readonly Requirement[], sample: Sample): LiteralPlan {
  const plans = FLOORS.map((floor) => planAbove(floor, requirements, sample));
  return plans.reduce((best, plan) => (plan.cost < best.cost ? plan : best)).plan;
}

function planAbove(
  floor: number,
  requirements: readonly Requirement[],
  { bytes, counts }: Sample,
): { readonly plan: LiteralPlan; readonly cost: number } {
  // Among texts that were never seen, the longer is taken to be the rarer.
  const costOf = (literal: string): number =>
    (counts.get(literal) ?? 0) + 2 ** -Buffer.byteLength(literal);
  const choices = requirements.map(
    (requirement) =>
      chooseLiterals(requirement, costOf, floor) ?? chooseLiterals(requirement, costOf),
  );
  const plan = choices.map((choice) => choice?.literals ?? []);
  const literals = [...new Set(plan.flat())];
  const candidates = sum(literals.map(costOf));
  const looks = sum(choices.map((choice) => choice?.cost ?? 0));
  const reading = (candidates * CANDIDATE_BYTES + looks * LOOK_BYTES) / bytes;
  return { plan, cost: reading + scanCost(literals) };
}

/** Relative time per byte. */
function scanCost(literals: readonly string[]): number {
  if (literals.length <= FEW) return 1;
  const shortest = Math.min(...literals.map((literal) => Buffer.byteLength(literal)));
  const crowding = shortest < TELLING_BYTES ? literals.length / 1_000 : 0;
  return 0.5 + 4 / (shortest - 1) + crowding;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
