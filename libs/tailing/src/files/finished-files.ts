import { continues } from './content-signature.js';
import type { FilePosition } from './file-position.js';
import type { OpenedFile } from './open-file.js';

/** Older ones are told by their age. */
const MOST_KEPT = 16;
const DELETED = 'deleted ';

/** The files of a stream that are done with but may still lie beside its path. */
export class FinishedFiles {
  private positions = new Map<string, FilePosition>();

  all(): readonly FilePosition[] {
    return [...this.positions.values()];
  }

  add(position: FilePosition): void {
    this.positions.delete(position.identity);
    this.positions.set(position.identity, position);
  }

  /** Its identity may become another file's, but it may still be there compressed. */
  addDeleted(position: FilePosition): void {
    this.add({ ...position, identity: DELETED + position.identity });
  }

  delete(identity: string): void {
    this.positions.delete(identity);
  }

  has(identity: string): boolean {
    return this.positions.has(identity);
  }

  /** Where reading of this file stopped; undefined when it is not one of these. */
  positionOf({ descriptor, stats }: OpenedFile): FilePosition | undefined {
    const position = this.positions.get(stats.identity);
    return position && continues(descriptor, stats.size, position) ? position : undefined;
  }

  hasCopyIn({ descriptor, stats, isFrozen = false }: OpenedFile): boolean {
    return this.all().some(
      (position) =>
        position.size === stats.size &&
        (isFrozen || !position.identity.startsWith(DELETED)) &&
        position.head.length > 0 &&
        continues(descriptor, stats.size, position),
    );
  }

  /** Forgets the oldest where there are many; returns their identities. */
  prune(): string[] {
    const forgotten = [...this.positions.keys()].slice(0, -MOST_KEPT);
    for (const identity of forgotten) this.positions.delete(identity);
    return forgotten;
  }
}
