import type { Checkpoint } from '@app/contracts';

/** Up to which places files were read since that was last stored. */
export class ReadProgress {
  private readonly known = new Set<string>();
  private readonly waiting = new Map<string, readonly Checkpoint[]>();

  /** Whether any place of the stream was there before. The first one is stored soon: reading began at it. */
  knows(streamId: string): boolean {
    return this.known.has(streamId);
  }

  /** A later place in the same file stands for the earlier one; where a file ended tells how much of it was read. */
  put(checkpoint: Checkpoint): void {
    this.known.add(checkpoint.streamId);
    const before = this.waiting.get(checkpoint.streamId) ?? [];
    const last = before.at(-1);
    const kept = last && goesOn(last, checkpoint) ? before.slice(0, -1) : before;
    this.waiting.set(checkpoint.streamId, [...kept, checkpoint]);
  }

  /** All places, in the order in which they are to be stored; afterwards there are none. */
  take(): readonly Checkpoint[] {
    const places = [...this.waiting.values()].flat();
    this.waiting.clear();
    return places;
  }
}

function goesOn(before: Checkpoint, after: Checkpoint): boolean {
  return (
    before.device === after.device && before.inode === after.inode && before.offset <= after.offset
  );
}
