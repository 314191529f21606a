import type { Clock } from '@app/clock';

/** What a piece of work gives, or undefined when it takes longer; it goes on then. */
export async function withinMs<T>(
  work: Promise<T>,
  ms: number,
  clock: Clock,
): Promise<T | undefined> {
  const over = new AbortController();
  const late = clock.sleep(ms, over.signal).then(() => undefined);
  return Promise.race([work, late]).finally(() => {
    over.abort();
  });
}
