import type { HealOutcome } from '../actions/heal-action.js';
import type { Heal } from '../heal/heal.js';

export const ACT_RUNNER = Symbol('ActRunner');

/** Does what a heal names, within its time. Never throws; what comes back is safe to store and show. */
export interface ActRunner {
  run(heal: Heal, signal: AbortSignal): Promise<HealOutcome>;
}
