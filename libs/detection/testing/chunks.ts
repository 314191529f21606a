import type { Chunk } from '@app/contracts';

interface ChunkOptions {
  readonly sourceId?: string;
  readonly streamId?: string;
  /** Byte offset of the chunk in its file. */
  readonly offset?: number;
  readonly arrivedAt?: number;
  readonly gapBytes?: number;
}

export const ARRIVED_AT = Date.UTC(2026, 0, 1);

/** A chunk of the file `/logs/<stream>.log`. */
export function chunkOf(content: string | Uint8Array, options: ChunkOptions = {}): Chunk {
  const { sourceId = 'api', streamId = sourceId, offset = 0 } = options;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const path = `/logs/${streamId}.log`;
  return {
    sourceId,
    streamId,
    path,
    bytes,
    offset,
    arrivedAt: options.arrivedAt ?? ARRIVED_AT,
    gapBytes: options.gapBytes ?? 0,
    checkpoint: {
      streamId,
      sourceId,
      path,
      device: '1',
      inode: '1',
      offset: offset + bytes.length,
      signatureLength: 0,
      signature: '',
    },
  };
}

/** Cuts a file into chunks of whole lines, at the given line numbers. */
export function cutIntoChunks(
  lines: readonly string[],
  borders: readonly number[],
  options: ChunkOptions = {},
): Chunk[] {
  const cuts = [
    ...new Set([...borders.map((border) => border % (lines.length + 1)), lines.length]),
  ];
  let from = 0;
  let offset = options.offset ?? 0;
  return cuts
    .sort((a, b) => a - b)
    .map((to) => {
      const chunk = chunkOf(
        lines
          .slice(from, to)
          .map((line) => `${line}\n`)
          .join(''),
        { ...options, offset },
      );
      from = to;
      offset += chunk.bytes.length;
      return chunk;
    });
}
