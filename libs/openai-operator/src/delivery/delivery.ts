import type { RunContext, StepResult } from '../steps/step.js';
import type { DeliveryMode } from './delivery-modes.js';

/** What `deliver` gives out when the project itself was changed; else it is where the patch waits. */
export const APPLIED = 'applied';

/** A patch that passed its gate. */
export interface FinishedPatch {
  /** From the project root, checked. */
  readonly filePath: string;
  /** The file as it was when the run began, and as it shall be. */
  readonly base: string;
  readonly text: string;
  /** The end of the log; may be empty. */
  readonly error: string;
}

/** Where a patch goes: one file and one line in the registry. */
export interface Delivery {
  readonly id: DeliveryMode;
  /** Gives out APPLIED, or where people find the patch. */
  deliver(patch: FinishedPatch, context: RunContext): Promise<StepResult>;
}
