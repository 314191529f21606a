import type { Checkpoint, Chunk } from '@app/contracts';

const PREFIX = 'cursor:';

/** Whether a checkpoint is a place in something that is no file. */
export function isCursor(streamId: string): boolean {
  return streamId.startsWith(PREFIX);
}

/** Lines of something that tells where it stands in its own words. */
export interface CursorLines {
  readonly sourceId: string;
  /** What names the thing that is read. */
  readonly what: string;
  /** For people. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Behind the lines. */
  readonly cursor: string;
}

interface Place {
  /** Bytes of lines that were handed on so far. */
  readonly offset: number;
  readonly cursor: string;
}

/** Where reading of what is no file goes on after a restart. */
export class StreamCursors {
  private readonly places: Map<string, Place>;

  constructor(checkpoints: readonly Checkpoint[]) {
    const own = checkpoints.filter(({ streamId }) => isCursor(streamId));
    this.places = new Map(
      own.map(({ streamId, offset, state = '' }) => [streamId, { offset, cursor: state }]),
    );
  }

  /** The cursor; undefined before the first line. */
  find(what: string): string | undefined {
    return this.places.get(PREFIX + what)?.cursor;
  }

  chunk({ sourceId, what, path, bytes, cursor }: CursorLines, arrivedAt: number): Chunk {
    const streamId = PREFIX + what;
    const { offset } = this.places.get(streamId) ?? { offset: 0 };
    const end = offset + bytes.length;
    this.places.set(streamId, { offset: end, cursor });
    const where = { streamId, sourceId, path };
    const noFile = { device: '', inode: '', signatureLength: 0, signature: '' };
    const checkpoint = { ...where, ...noFile, offset: end, state: cursor };
    return { ...where, bytes, offset, arrivedAt, checkpoint, gapBytes: 0 };
  }
}
