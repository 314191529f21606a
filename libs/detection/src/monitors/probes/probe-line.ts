import { logLine } from '../log-line.js';
import type { ProbeOutcome, ProbeResult } from './probe-result.js';

/** `… [perf] probe=api-health status=failed reason=status latencyMs=12 http=503 detail="…"` */
export function probeLine({ probeId, at, outcome }: ProbeResult): string {
  return logLine(at, 'perf', { probe: probeId, ...fieldsOf(outcome) });
}

function fieldsOf(outcome: ProbeOutcome): Record<string, string | number> {
  const { status, latencyMs, facts } = outcome;
  return {
    status,
    ...(status === 'ok' ? {} : { reason: outcome.reason }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...facts,
    ...(status === 'ok' ? {} : { detail: outcome.detail }),
  };
}
