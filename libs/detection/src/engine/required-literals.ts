import type { RE2JS } from 're2js';

/** What re2js has worked out of the parsed pattern: texts that a match cannot do without. */
interface Requirement {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Requirement[];
}

const EXACT = 1;
const ALL_OF = 2;
const ANY_OF = 3;

/**
 * Texts of which every match of the pattern contains at least one.
 *
 * Read from re2js's own analysis, which it makes of the parsed and simplified pattern for the same
 * purpose. What is not known in its form says nothing, so a later re2js can make this slower, not
 * wrong.
 *
 * @returns the choice whose shortest text is longest; undefined when the pattern requires none
 */
export function requiredLiterals(compiled: RE2JS): readonly string[] | undefined {
  const requirement: unknown = compiled.re2().prefilter;
  return isRequirement(requirement) ? literalsOf(requirement) : undefined;
}

function literalsOf({ type, str, subs }: Requirement): readonly string[] | undefined {
  if (type === EXACT) return str === '' ? undefined : [str];
  const parts = subs.map(literalsOf);
  if (type === ALL_OF) return parts.reduce(better, undefined);
  if (type !== ANY_OF || subs.length === 0) return undefined;
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? [...new Set(known.flat())] : undefined;
}

function better(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!a || !b) return a ?? b;
  const difference = shortest(b) - shortest(a);
  if (difference !== 0) return difference > 0 ? b : a;
  return b.length < a.length ? b : a;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => Buffer.byteLength(text)));
}

function isRequirement(value: unknown): value is Requirement {
  if (typeof value !== 'object' || value === null) return false;
  const { type, str, subs } = value as Partial<Record<keyof Requirement, unknown>>;
  return (
    typeof type === 'number' &&
    typeof str === 'string' &&
    Array.isArray(subs) &&
    subs.every(isRequirement)
  );
}
