import { Injectable } from '@nestjs/common';
import type { LatencyWindow } from './probe-fields.js';
import type { ProbeResult } from './probe-result.js';

interface Answer {
  readonly at: number;
  readonly latencyMs: number;
}

const limits = [
  { percent: 50, key: 'maxP50Ms' },
  { percent: 95, key: 'maxP95Ms' },
  { percent: 99, key: 'maxP99Ms' },
] as const;

/** How fast the answers of each probe were lately. */
@Injectable()
export class LatencyWindows {
  private readonly answers = new Map<string, readonly Answer[]>();

  /** The same result, but failed where the answers in the window are too slow on the whole. */
  judge(result: ProbeResult, window: LatencyWindow | undefined): ProbeResult {
    const { probeId, at, outcome } = result;
    if (!window || outcome.latencyMs === undefined) return result;
    const answers = this.remember(probeId, at, outcome.latencyMs, window);
    const detail = slowness(answers, window);
    return outcome.status === 'failed' || detail === undefined
      ? result
      : { ...result, outcome: { ...outcome, status: 'failed', reason: 'slow', detail } };
  }

  /** What was slow before is no proof that it still is: call it once a detection has been raised. */
  forget(probeId: string): void {
    this.answers.delete(probeId);
  }

  private remember(
    probeId: string,
    at: number,
    latencyMs: number,
    { minutes }: LatencyWindow,
  ): readonly Answer[] {
    const since = at - minutes * 60_000;
    const before = (this.answers.get(probeId) ?? []).filter((answer) => answer.at > since);
    const answers = [...before, { at, latencyMs }];
    this.answers.set(probeId, answers);
    return answers;
  }
}

function slowness(answers: readonly Answer[], window: LatencyWindow): string | undefined {
  if (answers.length < window.minSamples) return undefined;
  const sorted = answers.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  for (const { percent, key } of limits) {
    const limit = window[key];
    const value = nearestRank(sorted, percent);
    if (limit !== undefined && value > limit)
      return `p${String(percent)} of the last ${String(window.minutes)} minutes is ${String(value)} ms, at most ${String(limit)} ms is well`;
  }
  return undefined;
}

/** @param sorted at least one, ascending */
function nearestRank(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}
