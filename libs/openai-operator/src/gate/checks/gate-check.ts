import type { RunContext } from '../../steps/step.js';

/** A file as the project has it, and as the patch would leave it. */
export interface PatchedFile {
  /** From the project root. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Something that a patch must pass beside the tests: one file and one line in the registry. */
export interface GateCheck {
  readonly id: string;
  /**
   * Looks at the patch alone; must hold for any code, because a patch is written by a stranger. Runs
   * before the tests, in the order of the registry, and the first refusal is final.
   *
   * @param context `state.workspace` has the patch applied, `state.pristine` is without it
   * @returns what is wrong, in words for whoever wrote the patch; undefined where nothing is, or where it
   *   cannot be known
   */
  check(files: readonly PatchedFile[], context: RunContext): Promise<string | undefined>;
}
