import {
  createScanner,
  type LiteralScanner,
  RECORD_LENGTH,
  type ScannerOptions,
} from '@app/literal-scanner';
import type { CandidateScanner, ReportCandidate } from './candidate-scanner.js';
import { EveryLineScanner } from './every-line-scanner.js';
import type { LineFilter } from './line-filter.js';
import type { LiteralPlan } from './literal-plan.js';

/** Candidates by the literals in them. */
export class LiteralCandidateScanner implements CandidateScanner {
  private readonly scanner: LiteralScanner;
  /** Per literal of the scanner, the patterns that need it. */
  private readonly owners: readonly (readonly number[])[];
  private readonly everyLine: EveryLineScanner;

  /**
   * @param plan what to look for, per pattern in `patterns`
   * @param options where they ignore case, the literals are in lower case
   */
  constructor(
    patterns: readonly number[],
    plan: LiteralPlan,
    private readonly filter: LineFilter,
    options: ScannerOptions,
  ) {
    const owners = new Map<string, number[]>();
    plan.forEach((literals, index) => {
      for (const literal of literals) addOwner(owners, literal, patterns[index] ?? 0);
    });
    this.owners = [...owners.values()];
    this.scanner = createScanner(
      [...owners.keys()].map((literal) => Buffer.from(literal)),
      options,
    );
    this.everyLine = new EveryLineScanner(patterns);
  }

  scan(bytes: Uint8Array, report: ReportCandidate): void {
    const hits = this.scanner.scan(bytes);
    if (hits === undefined) {
      this.everyLine.scan(bytes, report);
      return;
    }
    const { count, records } = hits;
    const length = count * RECORD_LENGTH;
    for (let at = 0; at < length;) {
      const start = records[at] ?? 0;
      const end = records[at + 1] ?? 0;
      const first = at;
      while (at < length && records[at] === start) at += RECORD_LENGTH;
      const patterns = this.filter.narrow(this.ownersOf(records, first, at), bytes, start, end);
      if (patterns.length > 0) report(start, end, patterns);
    }
  }

  /** The patterns of the hits of one line; nearly always there is but one. */
  private ownersOf(records: Uint32Array, from: number, to: number): readonly number[] {
    const only = this.owners[records[from + 2] ?? 0] ?? [];
    if (to - from === RECORD_LENGTH) return only;
    const patterns = new Set(only);
    for (let at = from + RECORD_LENGTH; at < to; at += RECORD_LENGTH) {
      for (const pattern of this.owners[records[at + 2] ?? 0] ?? []) patterns.add(pattern);
    }
    return [...patterns];
  }
}

function addOwner(owners: Map<string, number[]>, literal: string, pattern: number): void {
  const patterns = owners.get(literal);
  if (patterns) patterns.push(pattern);
  else owners.set(literal, [pattern]);
}
