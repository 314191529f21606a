import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Tells cheaply whether names came or went in the folder of a path. */
export class FolderStamp {
  private seen: bigint | undefined;

  constructor(private readonly path: string) {}

  /** Whether they did since the last call; true at the first. */
  hasChanged(): boolean {
    const folder = dirname(this.path);
    const changedAt = statSync(folder, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
    const hasChanged = changedAt !== this.seen;
    this.seen = changedAt;
    return hasChanged;
  }

  /** Makes the next call say that they did. */
  forget(): void {
    this.seen = undefined;
  }
}
