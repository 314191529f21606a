import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** A small archive may expand to more than any disk holds. */
const MOST_BYTES = 8 * 1024 ** 3;
const OWNER_ONLY = 0o700;

/**
 * Expands an open gzip file, which it closes, into another, which is there only when it is whole. Its
 * folder is made where it is missing.
 *
 * @throws when it is none, is cut short, expands to more than 8 GiB, or the disk is full; nothing is left
 */
export async function expandArchive(
  archive: number,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  // A run that is just ending may still clean up after itself.
  const part = `${target}.${randomUUID()}.part`;
  const source = createReadStream('', { fd: archive });
  try {
    await mkdir(dirname(target), { recursive: true, mode: OWNER_ONLY });
    const output = createWriteStream(part, { mode: 0o600 });
    await pipeline(source, createGunzip(), limited(MOST_BYTES), output, { signal });
    await rename(part, target);
  } catch (error) {
    source.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

function limited(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(block: Buffer, _encoding, done): void {
      bytes += block.length;
      if (bytes > mostBytes) done(new Error(`it expands to more than ${String(mostBytes)} bytes`));
      else done(null, block);
    },
  });
}
