import type { Checkpoint, Chunk } from '@app/contracts';

const PREFIX = 'source:';

/** Whether a checkpoint only says that a source was started. */
export function isStartMark(streamId: string): boolean {
  return streamId.startsWith(PREFIX);
}

/**
 * Which sources were started once before. What a source finds at its first start was there before, and
 * is picked up where the source says; what it finds later is new, and is read from the beginning.
 */
export class StartedSources {
  private readonly started: Set<string>;

  constructor(checkpoints: readonly Checkpoint[]) {
    this.started = new Set(checkpoints.map(({ streamId }) => streamId).filter(isStartMark));
  }

  /** @param what names the things that the source follows, for instance its glob */
  has(what: string): boolean {
    return this.started.has(PREFIX + what);
  }

  /** Marks a source as started, by a chunk without bytes; to be given out after its first checkpoints. */
  mark(sourceId: string, what: string, now: number): Chunk {
    const streamId = PREFIX + what;
    this.started.add(streamId);
    const checkpoint: Checkpoint = {
      streamId,
      sourceId,
      path: what,
      device: '',
      inode: '',
      offset: 0,
      signatureLength: 0,
      signature: '',
    };
    const bytes = new Uint8Array(0);
    const where = { sourceId, streamId, path: what };
    return { ...where, bytes, offset: 0, arrivedAt: now, checkpoint, gapBytes: 0 };
  }
}
