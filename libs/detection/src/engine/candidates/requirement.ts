import type { RE2JS } from 're2js';

/** What a match cannot do without; where nothing is known there is no requirement. */
export type Requirement =
  /** `anyCase`: in upper or lower case, ASCII only; `text` is in lower case then. */
  | { readonly kind: 'text'; readonly text: string; readonly anyCase: boolean }
  /** Every one of these (`all`), or at least one of them (`any`); never empty. */
  | { readonly kind: 'all' | 'any'; readonly of: readonly Requirement[] };

/** What re2js has worked out of the parsed pattern, for the same purpose. */
interface Prefilter {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Prefilter[];
}

const EXACT = 1;
const ALL_OF = 2;
const ANY_OF = 3;
const NOT_ASCII = /[^\0-\x7f]+/;

/**
 * What every match of the pattern contains.
 *
 * Read from re2js's own analysis of the parsed and simplified pattern. What is not known in its form
 * says nothing, so a later re2js can make this slower, not wrong.
 */
export function requirementOf(compiled: RE2JS): Requirement | undefined {
  const prefilter: unknown = compiled.re2().prefilter;
  return isPrefilter(prefilter) ? read(prefilter) : undefined;
}

/**
 * The requirement of the same pattern when case is ignored: each text in any case. Only ASCII keeps its
 * length and its bytes when folded, so a text counts by its ASCII parts.
 */
export function inAnyCase(requirement: Requirement): Requirement | undefined {
  if (requirement.kind !== 'text') return combine(requirement.kind, requirement.of.map(inAnyCase));
  const runs = requirement.text.split(NOT_ASCII).filter((run) => run !== '');
  return combine(
    'all',
    runs.map((run) => ({ kind: 'text', text: run.toLowerCase(), anyCase: true })),
  );
}

/** At least one of several, each of which may be unknown. */
export function anyOf(requirements: readonly (Requirement | undefined)[]): Requirement | undefined {
  return combine('any', requirements);
}

/** Every text in it, each as often as it stands there. */
export function textsOf(requirement: Requirement): readonly (Requirement & { kind: 'text' })[] {
  return requirement.kind === 'text' ? [requirement] : requirement.of.flatMap(textsOf);
}

/** Texts that stand in every match, as they are: the cheapest of all tests. */
export function certainTexts(requirement: Requirement | undefined): readonly string[] {
  if (requirement === undefined || requirement.kind === 'any') return [];
  const parts = requirement.kind === 'all' ? requirement.of : [requirement];
  return parts.flatMap((part) => (part.kind === 'text' && !part.anyCase ? [part.text] : []));
}

function read({ type, str, subs }: Prefilter): Requirement | undefined {
  if (type === EXACT) return str === '' ? undefined : { kind: 'text', text: str, anyCase: false };
  if (type === ALL_OF) return combine('all', subs.map(read));
  return type === ANY_OF ? combine('any', subs.map(read)) : undefined;
}

function combine(
  kind: 'all' | 'any',
  parts: readonly (Requirement | undefined)[],
): Requirement | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || (kind === 'any' && known.length < parts.length)) return undefined;
  return known.length === 1 ? known[0] : { kind, of: known };
}

function isPrefilter(value: unknown): value is Prefilter {
  if (typeof value !== 'object' || value === null) return false;
  const { type, str, subs } = value as Partial<Record<keyof Prefilter, unknown>>;
  return (
    typeof type === 'number' &&
    typeof str === 'string' &&
    Array.isArray(subs) &&
    subs.every(isPrefilter)
  );
}
