import type { CandidateScanner, ReportCandidate } from './candidate-scanner.js';
import { LiteralCandidateScanner } from './literal-candidate-scanner.js';
import { type LiteralPlan, NO_SAMPLE, planLiterals } from './literal-plan.js';
import { type Requirement, textsOf } from './requirement.js';
import { takeSample } from './take-sample.js';

/** A smaller piece of log says too little about the rest. */
const SMALLEST_SAMPLE = 16 * 1024;
/** A candidate in so many bytes is worth a second thought about what to look for. */
const DENSE_BYTES = 4 * 1024;
const FIRST_WAIT_BYTES = 8 * 1024 * 1024;

export interface SearchablePattern {
  readonly index: number;
  readonly requirement: Requirement;
}

/**
 * Looks for literals, and for others when those turn out to be common in this log: a pattern often
 * gives several to choose from, and which of them is rare only the log can tell.
 */
export class AdaptiveCandidateScanner implements CandidateScanner {
  private readonly patterns: readonly number[];
  private readonly requirements: readonly Requirement[];
  private readonly anyCase: boolean;
  private plan: LiteralPlan;
  private scanner: CandidateScanner;
  private bytesUntilThought = 0;
  private waitBytes = FIRST_WAIT_BYTES;

  constructor(patterns: readonly SearchablePattern[]) {
    const requirements = patterns.map(({ requirement }) => requirement);
    this.patterns = patterns.map(({ index }) => index);
    this.anyCase = requirements.some((requirement) =>
      textsOf(requirement).some(({ anyCase }) => anyCase),
    );
    this.requirements = this.anyCase ? requirements.map(inLowerCase) : requirements;
    this.plan = planLiterals(this.requirements, NO_SAMPLE);
    this.scanner = this.scannerFor(this.plan);
  }

  scan(bytes: Uint8Array, report: ReportCandidate): void {
    let candidates = 0;
    this.scanner.scan(bytes, (start, end, patterns) => {
      candidates += 1;
      report(start, end, patterns);
    });
    this.bytesUntilThought -= bytes.length;
    const dense = candidates * DENSE_BYTES > bytes.length;
    if (dense && bytes.length >= SMALLEST_SAMPLE && this.bytesUntilThought <= 0) this.think(bytes);
  }

  private think(bytes: Uint8Array): void {
    const plan = planLiterals(
      this.requirements,
      takeSample(bytes, this.requirements, this.anyCase),
    );
    this.bytesUntilThought = this.waitBytes;
    this.waitBytes *= 2;
    if (JSON.stringify(plan) === JSON.stringify(this.plan)) return;
    this.plan = plan;
    this.scanner = this.scannerFor(plan);
  }

  private scannerFor(plan: LiteralPlan): CandidateScanner {
    return new LiteralCandidateScanner(this.patterns, plan, this.anyCase);
  }
}

/** As it reads in text whose ASCII letters are all in lower case. */
function inLowerCase(requirement: Requirement): Requirement {
  if (requirement.kind !== 'text')
    return { kind: requirement.kind, of: requirement.of.map(inLowerCase) };
  const text = requirement.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return { ...requirement, text };
}
