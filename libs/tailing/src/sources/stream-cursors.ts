import type { Checkpoint } from '@app/contracts';

const PREFIX = 'cursor:';

/** Whether a checkpoint is a place in something that is no file. */
export function isCursor(streamId: string): boolean {
  return streamId.startsWith(PREFIX);
}

/** A place in something that tells where it stands in its own words. */
export interface CursorPlace {
  readonly sourceId: string;
  /** What names the thing that is read. */
  readonly what: string;
  /** For people. */
  readonly path: string;
  /** Bytes of lines that were handed on so far. */
  readonly offset: number;
  readonly cursor: string;
}

/** Where reading of what is no file goes on after a restart. */
export class StreamCursors {
  private readonly places: Map<string, Checkpoint>;

  constructor(checkpoints: readonly Checkpoint[]) {
    const own = checkpoints.filter(({ streamId }) => isCursor(streamId));
    this.places = new Map(own.map((checkpoint) => [checkpoint.streamId, checkpoint]));
  }

  /** Undefined before the first line. */
  find(what: string): Pick<CursorPlace, 'offset' | 'cursor'> | undefined {
    const place = this.places.get(PREFIX + what);
    return place?.state === undefined ? undefined : { offset: place.offset, cursor: place.state };
  }

  /** For the chunk that ends at the place. */
  checkpoint({ sourceId, what, path, offset, cursor }: CursorPlace): Checkpoint {
    const noFile = { device: '', inode: '', signatureLength: 0, signature: '' };
    const checkpoint = {
      streamId: PREFIX + what,
      sourceId,
      path,
      ...noFile,
      offset,
      state: cursor,
    };
    this.places.set(checkpoint.streamId, checkpoint);
    return checkpoint;
  }
}
