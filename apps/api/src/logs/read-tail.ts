import { open } from 'node:fs/promises';

const NEWLINE = 10;

/**
 * The last whole lines of a file, at most so many bytes of it.
 *
 * @throws what the file system says, for instance when there is no such file
 */
export async function readTail(path: string, maxLines: number, maxBytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - maxBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const read = buffer.subarray(0, bytesRead);
    return lastLines(from === 0 ? read : withoutFirst(read), maxLines);
  } finally {
    await file.close();
  }
}

/** The first line may lack its beginning. */
function withoutFirst(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(NEWLINE) + 1);
}

function lastLines(bytes: Buffer, maxLines: number): Buffer {
  let start = bytes.at(-1) === NEWLINE ? bytes.length - 1 : bytes.length;
  for (let line = 0; line < maxLines; line += 1) {
    if (start <= 0) return bytes;
    start = bytes.lastIndexOf(NEWLINE, start - 1);
    if (start === -1) return bytes;
  }
  return bytes.subarray(start + 1);
}
