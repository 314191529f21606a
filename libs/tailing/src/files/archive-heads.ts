import { closeSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { digest, HEAD_LIMIT, readBytes } from './content-signature.js';
import type { HeadSignature } from './file-position.js';
import { openRegularFile } from './open-file.js';
import type { Sibling } from './siblings.js';

/** Enough for any head, and never more than a few megabytes when expanded. */
const COMPRESSED_BYTES = 8_192;
const MOST_KEPT = 1_000;

/** How archives begin, told without expanding them. */
export class ArchiveHeads {
  /** Null where it cannot be told. */
  private readonly heads = new Map<string, Buffer | null>();

  /** Whether an archive may hold a file with this beginning. True also when that cannot be told. */
  mayBeginLike(sibling: Sibling, head: HeadSignature): boolean {
    const bytes = this.headOf(sibling);
    return bytes === null || digest(bytes.subarray(0, head.length)) === head.digest;
  }

  private headOf({ path, stats }: Sibling): Buffer | null {
    const key = `${stats.identity} ${String(stats.modifiedNs)}`;
    const known = this.heads.get(key);
    if (known !== undefined) return known;
    const head = readHead(path, stats.identity);
    if (this.heads.size >= MOST_KEPT) this.heads.clear();
    this.heads.set(key, head);
    return head;
  }
}

function readHead(archive: string, identity: string): Buffer | null {
  try {
    const file = openRegularFile(archive);
    if (!file) return null;
    try {
      if (file.stats.identity !== identity) return null;
      const bytes = readBytes(file.descriptor, 0, COMPRESSED_BYTES);
      const text = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
      return Buffer.from(text.subarray(0, HEAD_LIMIT));
    } finally {
      closeSync(file.descriptor);
    }
  } catch {
    return null;
  }
}
