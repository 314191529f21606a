import { type LiteralScanner, RECORD_LENGTH } from '@app/literal-scanner';
import type { CandidateScanner, ReportCandidate } from './candidate-scanner.js';

/** Candidates by the literals in them. */
export class LiteralCandidateScanner implements CandidateScanner {
  /** @param owners per literal of the scanner, the patterns that need it */
  constructor(
    private readonly scanner: LiteralScanner,
    private readonly owners: readonly (readonly number[])[],
  ) {}

  scan(bytes: Uint8Array, report: ReportCandidate): void {
    const { count, records } = this.scanner.scan(bytes);
    const length = count * RECORD_LENGTH;
    for (let at = 0; at < length;) {
      const start = records[at] ?? 0;
      const end = records[at + 1] ?? 0;
      const patterns = new Set<number>();
      for (; at < length && records[at] === start; at += RECORD_LENGTH) {
        for (const pattern of this.owners[records[at + 2] ?? 0] ?? []) patterns.add(pattern);
      }
      report(start, end, ascending(patterns));
    }
  }
}

function ascending(patterns: ReadonlySet<number>): number[] {
  return [...patterns].sort((a, b) => a - b);
}
