import type { PassedGate } from '../gate/compare-reports.js';

/** What is compared of candidates that passed. */
export interface Rankable {
  readonly verdict: PassedGate | undefined;
  /** Unified diff. */
  readonly diff: string;
  readonly patched: ReadonlyMap<string, string>;
}

/**
 * The best of the candidates that passed: who makes most failing tests pass; then who is proven
 * by a reproduction; then whose patch several
 * wrote, space aside; then whose diff is smallest; then who came first.
 */
export function best<T extends Rankable>(passed: readonly T[]): T | undefined {
  return passed.toSorted((a, b) => compare(b, a, passed))[0];
}

function compare(a: Rankable, b: Rankable, all: readonly Rankable[]): number {
  return (
    (a.verdict?.fixed ?? 0) - (b.verdict?.fixed ?? 0) ||
    Number(a.verdict?.proven ?? false) - Number(b.verdict?.proven ?? false) ||
    agreeing(a, all) - agreeing(b, all) ||
    sizeOf(b.diff) - sizeOf(a.diff)
  );
}

function agreeing(candidate: Rankable, all: readonly Rankable[]): number {
  return all.filter((other) => essence(other) === essence(candidate)).length;
}

function essence({ patched }: Rankable): string {
  return JSON.stringify([...patched].map(([path, text]) => [path, text.replace(/\s+/g, '')]));
}

/** Characters of the lines that are added or taken away. */
export function sizeOf(diff: string): number {
  const changed = diff.split('\n').filter((line) => /^[+-](?!\+\+ |-- )/.test(line));
  return changed.reduce((sum, line) => sum + line.length, 0);
}
