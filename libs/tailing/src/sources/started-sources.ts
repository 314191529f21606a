import type { Checkpoint, Chunk } from '@app/contracts';

const PREFIX = 'source:';

/** Whether a checkpoint only says that a source was started. */
export function isStartMark(streamId: string): boolean {
  return streamId.startsWith(PREFIX);
}

export interface StartedSource {
  readonly sourceId: string;
  /** What names the things that the source follows, for instance its glob. */
  readonly what: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * Which sources were started once before, and when. What a source finds at its first start was there
 * before, and is picked up where the source says; what it finds later is new, and is read from the
 * beginning.
 */
export class StartedSources {
  private readonly startedAt: Map<string, number>;

  constructor(checkpoints: readonly Checkpoint[]) {
    const marks = checkpoints.filter(({ streamId }) => isStartMark(streamId));
    this.startedAt = new Map(marks.map(({ path, state }) => [path, Number(state)]));
  }

  /** Undefined before the first start. */
  since(what: string): number | undefined {
    return this.startedAt.get(what);
  }

  /** Marks a source as started, by a chunk without bytes; to be given out after its first checkpoints. */
  mark({ sourceId, what, startedAt }: StartedSource, now: number): Chunk {
    this.startedAt.set(what, startedAt);
    const streamId = PREFIX + what;
    const where = { sourceId, streamId, path: what };
    const noFile = { device: '', inode: '', signatureLength: 0, signature: '' };
    const checkpoint: Checkpoint = { ...where, ...noFile, offset: 0, state: String(startedAt) };
    const bytes = new Uint8Array(0);
    return { ...where, bytes, offset: 0, arrivedAt: now, checkpoint, gapBytes: 0 };
  }
}
