import type { DetectionRaised } from '@app/contracts';
import type { ResolvedTrigger } from '../../pattern-config/resolved-trigger.js';
import type { Run } from '../sustained-run.js';
import type { ProbeResult } from './probe-result.js';

type FailedResult = ProbeResult & { readonly outcome: { readonly status: 'failed' } };

export function probeDetection(
  { id, title, severity, maxStreak, plan }: ResolvedTrigger,
  { at, outcome }: FailedResult,
  run: Run,
): DetectionRaised {
  const { reason, detail, latencyMs, facts } = outcome;
  return {
    key: `probe:${id}`,
    trigger: { kind: 'probe', id },
    title,
    severity,
    occurrences: maxStreak + 1,
    streak: { length: run.length, limit: maxStreak },
    lastSeenAt: new Date(at).toISOString(),
    evidence: {
      records: [],
      captures: {},
      values: { reason, detail, ...(latencyMs === undefined ? {} : { latencyMs }), ...facts },
    },
    plan,
  };
}
