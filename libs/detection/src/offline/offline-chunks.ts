import type { Chunk } from '@app/contracts';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { wholeLines } from './whole-lines.js';

const SOURCE = 'offline';

export interface OfflineLog {
  /** Name of the file, for evidence. */
  readonly path: string;
  /** Time of lines that don't say theirs; milliseconds since the epoch. */
  readonly now: () => number;
}

/** A log from its beginning, as the follower would hand it on. */
export async function* offlineChunks(
  log: AsyncIterable<Uint8Array>,
  about: OfflineLog,
): AsyncGenerator<Chunk> {
  for await (const { bytes, offset } of wholeLines(log)) yield offlineChunk(bytes, offset, about);
}

export function offlineChunk(bytes: Uint8Array, offset: number, { path, now }: OfflineLog): Chunk {
  const stream = { streamId: SOURCE, sourceId: SOURCE, path };
  const file = { device: '', inode: '', signatureLength: 0, signature: '' };
  const checkpoint = { ...stream, ...file, offset: offset + bytes.length };
  return { ...stream, bytes, offset, arrivedAt: now(), gapBytes: 0, checkpoint };
}

/** The patterns, each looking at the offline log whatever its sources are. */
export function everywhere(patterns: readonly ResolvedPattern[]): readonly ResolvedPattern[] {
  return patterns.map((pattern) => ({ ...pattern, sources: [SOURCE] }));
}
