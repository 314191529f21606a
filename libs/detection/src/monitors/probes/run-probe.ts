import { OutboundRefused } from '@app/outbound';
import type { ProbeAnswer, ProbeTools } from './kinds/probe-kind.js';
import { networkFailure } from './network-failure.js';
import { kindOf } from './probe-kind-of.js';
import type { ProbeOutcome } from './probe-result.js';
import type { ProbeSpec } from './probe.schema.js';

/**
 * Asks once, within the probe's time limit.
 *
 * @returns undefined when it was stopped before it knew
 */
export async function runProbe(
  spec: ProbeSpec,
  stop: AbortSignal,
  tools: ProbeTools,
): Promise<ProbeOutcome | undefined> {
  const { signal, end } = limitTime(spec.timeoutMs, stop);
  const startedAt = performance.now();
  try {
    const answer = await kindOf(spec).ask(spec, signal, tools);
    return judge(spec, answer, Math.round(performance.now() - startedAt));
  } catch (error) {
    if (stop.aborted) return undefined;
    if (error instanceof OutboundRefused)
      return { status: 'unknown', reason: 'not-allowed', detail: error.message, facts: {} };
    const failure = signal.aborted
      ? ({ reason: 'timeout', detail: `no answer in ${String(spec.timeoutMs)} ms` } as const)
      : networkFailure(error);
    return { status: 'failed', ...failure, facts: {} };
  } finally {
    end();
  }
}

function limitTime(
  timeoutMs: number,
  stop: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  const timer = setTimeout(abort, timeoutMs);
  stop.addEventListener('abort', abort);
  if (stop.aborted) abort();
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', abort);
    },
  };
}

function judge(
  { maxLatencyMs = Infinity }: ProbeSpec,
  { facts, problem }: ProbeAnswer,
  latencyMs: number,
): ProbeOutcome {
  if (problem) return { status: 'failed', ...problem, latencyMs, facts };
  if (latencyMs <= maxLatencyMs) return { status: 'ok', latencyMs, facts };
  const detail = `took ${String(latencyMs)} ms, at most ${String(maxLatencyMs)} ms is well`;
  return { status: 'failed', reason: 'slow', detail, latencyMs, facts };
}
