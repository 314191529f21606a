import type { Clock } from '@app/clock';
import type { HealContext, HealFailure } from '../heal-action.js';
import { aborted, failure } from '../outcome.js';
import type { ServiceLook } from './service-manager.js';

const LOOK_EVERY_MS = 1_000;
const MAX_LOOKS = 6;

export interface StaysUpQuestion {
  /** What was restarted, as people call it. */
  readonly name: string;
  readonly look: () => Promise<ServiceLook | HealFailure>;
  /** Where to read more, for instance "See `pm2 logs shop`". */
  readonly advice: string;
}

/**
 * Whether new processes stay up: two looks in a row must find the same ones, since a crash at boot shows
 * only in the second.
 */
export async function staysUp(
  { name, look, advice }: StaysUpQuestion,
  clock: Clock,
  { signal }: HealContext,
): Promise<ServiceLook | HealFailure> {
  let previous: ServiceLook | undefined;
  for (let count = 1; count <= MAX_LOOKS; count += 1) {
    const now = await look();
    if (!now.ok) return now;
    if (now.up && now.identity === previous?.identity) return now;
    previous = now;
    await clock.sleep(LOOK_EVERY_MS, signal);
    if (signal.aborted) return aborted(`The restart of ${name}`, signal);
  }
  return failure(
    'unhealthy',
    `${name} does not stay up after its restart (${previous?.detail ?? 'never seen'}). ${advice}.`,
  );
}
