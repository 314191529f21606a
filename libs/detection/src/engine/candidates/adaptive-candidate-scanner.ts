import type { CandidateScanner, ReportCandidate } from './candidate-scanner.js';
import { LiteralCandidateScanner } from './literal-candidate-scanner.js';
import { LineFilter } from './line-filter.js';
import { type LiteralPlan, NO_SAMPLE, planLiterals } from './literal-plan.js';
import { certainTexts, type Requirement, textsOf } from './requirement.js';
import { takeSample } from './take-sample.js';

/** A smaller piece of log says too little about the rest. */
const SMALLEST_SAMPLE = 16 * 1024;
const LARGEST_SAMPLE = 256 * 1024;
/** A candidate in so many bytes is worth a second thought about what to look for. */
const DENSE_BYTES = 4 * 1024;
const FIRST_WAIT_BYTES = 8 * 1024 * 1024;

export interface SearchablePattern {
  readonly index: number;
  readonly requirement: Requirement;
}

/**
 * Looks for literals that are rare in this log, and for others when those become common: a pattern often
 * gives several to choose from, and which of them is rare only the log can tell.
 */
export class AdaptiveCandidateScanner implements CandidateScanner {
  private readonly patterns: readonly number[];
  private readonly requirements: readonly Requirement[];
  private readonly anyCase: boolean;
  private readonly filter: LineFilter;
  private scanner: CandidateScanner | undefined;
  private hasSample = false;
  private bytesUntilThought = 0;
  private waitBytes = FIRST_WAIT_BYTES;

  constructor(patterns: readonly SearchablePattern[]) {
    const requirements = patterns.map(({ requirement }) => requirement);
    this.patterns = patterns.map(({ index }) => index);
    this.anyCase = requirements.some((requirement) =>
      textsOf(requirement).some(({ anyCase }) => anyCase),
    );
    this.filter = new LineFilter(this.patterns, requirements.map(certainTexts));
    this.requirements = this.anyCase ? requirements.map(inLowerCase) : requirements;
  }

  scan(bytes: Uint8Array, report: ReportCandidate): void {
    let candidates = 0;
    this.scannerFor(bytes).scan(bytes, (start, end, patterns) => {
      candidates += 1;
      report(start, end, patterns);
    });
    this.bytesUntilThought -= bytes.length;
    const isDense = candidates * DENSE_BYTES > bytes.length;
    if (isDense && this.bytesUntilThought <= 0 && isSample(bytes)) this.scanner = this.think(bytes);
  }

  private scannerFor(bytes: Uint8Array): CandidateScanner {
    if (!this.hasSample && isSample(bytes)) this.scanner = this.think(bytes);
    return (this.scanner ??= this.create(planLiterals(this.requirements, NO_SAMPLE)));
  }

  private think(bytes: Uint8Array): CandidateScanner {
    const sample = bytes.subarray(0, LARGEST_SAMPLE);
    const seen = takeSample(sample, this.requirements, this.anyCase);
    this.hasSample = true;
    this.bytesUntilThought = this.waitBytes;
    this.waitBytes *= 2;
    return this.create(planLiterals(this.requirements, seen), sample);
  }

  private create(plan: LiteralPlan, sample?: Uint8Array): CandidateScanner {
    return new LiteralCandidateScanner(this.patterns, plan, this.filter, {
      anyCase: this.anyCase,
      sample,
    });
  }
}

function isSample(bytes: Uint8Array): boolean {
  return bytes.length >= SMALLEST_SAMPLE;
}

/** As it reads in text whose ASCII letters are all in lower case. */
function inLowerCase(requirement: Requirement): Requirement {
  if (requirement.kind !== 'text')
    return { kind: requirement.kind, of: requirement.of.map(inLowerCase) };
  const text = requirement.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return { ...requirement, text };
}
