import type { HealFailure } from '../../heal-action.js';

/** In this order; a failure up to `trial` leaves the live release untouched. */
export const releaseSteps = [
  'prepare',
  'fetch',
  'checkout',
  'install',
  'build',
  'test',
  'trial',
  'switch',
  'reload',
  'watch',
] as const;
export type ReleaseStep = (typeof releaseSteps)[number];

/** A step that did not work out. */
export interface StepFailure {
  readonly ok: false;
  readonly step: ReleaseStep;
  readonly failure: HealFailure;
}

export function stepFailure(step: ReleaseStep, failure: HealFailure): StepFailure {
  return { ok: false, step, failure };
}
