import { rotatedSiblingsOf, type Sibling, siblingsOf } from './siblings.js';

/** The files beside a path. */
export class Surroundings {
  private isShared = false;
  private rotatedFiles: readonly Sibling[] | undefined;
  private allFiles: readonly Sibling[] | undefined;

  constructor(readonly path: string) {}

  /** Those that are named as rotation names them, in the order in which they were written. */
  rotated(): readonly Sibling[] {
    if (!this.isShared) return rotatedSiblingsOf(this.path);
    return (this.rotatedFiles ??= rotatedSiblingsOf(this.path));
  }

  all(): readonly Sibling[] {
    if (!this.isShared) return siblingsOf(this.path);
    return (this.allFiles ??= siblingsOf(this.path));
  }

  /**
   * Lists them once for all that `work` looks for, which must be short: who finds a name moved calls
   * `forget` and looks again.
   */
  share<T>(work: () => T): T {
    this.forget();
    this.isShared = true;
    try {
      return work();
    } finally {
      this.isShared = false;
      this.forget();
    }
  }

  /** Makes the next call list them anew. */
  forget(): void {
    this.rotatedFiles = this.allFiles = undefined;
  }
}
