import type { Checkpoint } from '@app/contracts';

/**
 * Places in files up to which lines led to nothing. They need not be stored at once: such lines, read again
 * after a crash, lead to nothing again.
 */
export class ReadProgress {
  private readonly known = new Set<string>();
  private readonly waiting = new Map<string, readonly Checkpoint[]>();

  /** @returns false when this is the first place of its stream, which must be stored at once */
  defer(checkpoint: Checkpoint): boolean {
    if (!this.known.has(checkpoint.streamId)) return false;
    this.put(checkpoint);
    return true;
  }

  /** All that waits, and this one, in the order in which they are to be stored. */
  take(checkpoint?: Checkpoint): readonly Checkpoint[] {
    if (checkpoint) {
      this.known.add(checkpoint.streamId);
      this.put(checkpoint);
    }
    const places = [...this.waiting.values()].flat();
    this.waiting.clear();
    return places;
  }

  /** A later place in the same file stands for the earlier one; where a file ended tells how much of it was read. */
  private put(checkpoint: Checkpoint): void {
    const before = this.waiting.get(checkpoint.streamId) ?? [];
    const last = before.at(-1);
    const kept = last && goesOn(last, checkpoint) ? before.slice(0, -1) : before;
    this.waiting.set(checkpoint.streamId, [...kept, checkpoint]);
  }
}

function goesOn(before: Checkpoint, after: Checkpoint): boolean {
  return (
    before.device === after.device && before.inode === after.inode && before.offset <= after.offset
  );
}
