import type { Clock } from '@app/clock';

/** How long one try may take. */
export const SEND_LIMIT_MS = 10_000;

/** Runs work with a signal that also aborts, with a `TimeoutError`, when the time is over. */
export async function withinLimit<T>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new AbortController();
  const done = new AbortController();
  void clock.sleep(limitMs, done.signal).then(() => {
    if (!done.signal.aborted) overdue.abort(new DOMException('No answer in time', 'TimeoutError'));
  });
  try {
    return await work(AbortSignal.any([signal, overdue.signal]));
  } finally {
    done.abort();
  }
}
