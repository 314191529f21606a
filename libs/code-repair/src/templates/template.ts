import type { TextEdit } from '../edits/text-edit.js';
import type { RepairScene } from '../scene/repair-scene.js';

/** One kind of error and how it is repaired: one file and one line in the registry. */
export interface RepairTemplate {
  readonly id: string;
  /** What might repair the error; empty when the error is of another kind. May not throw. */
  propose(scene: RepairScene): readonly Suggestion[];
}

export interface Suggestion {
  /** What it does, for people: starts with a verb. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Above 0, up to 1: how likely it is what the author would have written. */
  readonly score: number;
}
