import type { HealContext } from './heal-action.js';

/** Runs work whose signal also aborts, with a `TimeoutError`, when the time is over. */
export async function withinTimeLimit<T>(
  context: HealContext,
  timeoutMs: number,
  work: (limited: HealContext) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new DOMException('The time limit is over', 'TimeoutError'));
  }, timeoutMs);
  try {
    return await work({ ...context, signal: AbortSignal.any([context.signal, limit.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

/** Work that must come to its end even when the heal has been cancelled: it gets a time of its own. */
export function withOwnTime<T>(
  context: HealContext,
  limitMs: number,
  work: (own: HealContext) => Promise<T>,
): Promise<T> {
  return withinTimeLimit({ ...context, signal: new AbortController().signal }, limitMs, work);
}

/** Why a signal aborted, in the words of the failure reasons. */
export function abortReason(signal: AbortSignal): 'timeout' | 'cancelled' {
  const { reason } = signal as { reason: { readonly name?: unknown } | undefined };
  return reason?.name === 'TimeoutError' ? 'timeout' : 'cancelled';
}
