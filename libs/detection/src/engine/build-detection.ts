import type { DetectionRaised } from '@app/contracts';
import type { ChunkLines, LineSpan } from './chunk-lines.js';
import type { CompiledPattern } from './compiled-pattern.js';
import { fillPlan } from './fill-plan.js';
import { detectionKey } from './keys.js';
import type { LinearRegex } from './linear-regex.js';
import { type Proof, readProofs } from './streak.js';

const LONGEST_CAPTURE = 2_000;

/** The limit was exceeded, once or more often, by one group of a pattern in one chunk. */
export interface Exceeding {
  readonly group: readonly string[];
  occurrences: number;
  /** The newest matching line, and which of the pattern's expressions it matched. */
  last: { readonly span: LineSpan; readonly regex: LinearRegex };
  proofs: Proof[];
}

export function buildDetection(
  { config }: CompiledPattern,
  { group, occurrences, last, proofs }: Exceeding,
  lines: ChunkLines,
): DetectionRaised {
  const captures = last.regex.captures(lines.textOf(last.span)) ?? {};
  const { plan, problem } = fillPlan(config.plan, captures, config.id);
  return {
    key: detectionKey(config.id, group),
    trigger: { kind: 'pattern', id: config.id },
    title: config.title,
    severity: config.severity,
    occurrences,
    streak: { length: config.maxStreak + 1, limit: config.maxStreak },
    lastSeenAt: new Date(lines.timeOf(last.span)).toISOString(),
    evidence: {
      records: readProofs(proofs, lines),
      captures: shorten(captures),
      values: problem === undefined ? {} : { actionRemoved: problem },
    },
    plan,
  };
}

function shorten(captures: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(captures).map(([name, value]) => [name, value.slice(0, LONGEST_CAPTURE)]),
  );
}
