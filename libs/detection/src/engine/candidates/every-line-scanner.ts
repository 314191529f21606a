import type { CandidateScanner, ReportCandidate } from './candidate-scanner.js';

const NEWLINE = 10;

/** Every line is a candidate of the patterns without a literal; the others join where theirs is found. */
export class EveryLineScanner implements CandidateScanner {
  constructor(
    private readonly always: readonly number[],
    private readonly literals?: CandidateScanner,
  ) {}

  scan(bytes: Uint8Array, report: ReportCandidate): void {
    let next = 0;
    this.literals?.scan(bytes, (start, end, patterns) => {
      this.reportLines(bytes, next, start, report);
      report(start, end, [...this.always, ...patterns]);
      next = end + 1;
    });
    this.reportLines(bytes, next, bytes.length, report);
  }

  private reportLines(bytes: Uint8Array, from: number, to: number, report: ReportCandidate): void {
    for (let start = from; start < to;) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline === -1 ? bytes.length : newline;
      report(start, end, this.always);
      start = end + 1;
    }
  }
}
