import type { Clock } from '@app/clock';

export interface HealthWindow {
  readonly settleSeconds: number;
  readonly watchSeconds: number;
  readonly intervalSeconds: number;
}

/** Looks once; says what is wrong, or undefined when all is well. */
export type HealthLook = () => Promise<string | undefined>;

/**
 * Whether something becomes healthy in time, and then stays so through the window.
 *
 * @returns what is wrong; undefined when it held. An aborted signal ends it as `cancelled`.
 */
export async function staysHealthy(
  look: HealthLook,
  window: HealthWindow,
  clock: Clock,
  signal: AbortSignal,
): Promise<string | undefined> {
  const settledBy = clock.now() + window.settleSeconds * 1_000;
  let trouble = await look();
  while (trouble !== undefined && clock.now() < settledBy && !signal.aborted) {
    await clock.sleep(window.intervalSeconds * 1_000, signal);
    trouble = await look();
  }
  const end = clock.now() + window.watchSeconds * 1_000;
  while (trouble === undefined && clock.now() < end && !signal.aborted) {
    await clock.sleep(Math.min(window.intervalSeconds * 1_000, end - clock.now()), signal);
    trouble = await look();
  }
  return signal.aborted ? 'cancelled' : trouble;
}
