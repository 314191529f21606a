import { newestFile } from './newest-file.js';
import { readTail } from './read-tail.js';

const MOST_BYTES = 1024 * 1024;

/** The last MiB of what a source's path means, in whole lines; empty where there is no file yet. */
export async function readEnd(path: string): Promise<Buffer> {
  const file = await newestFile(path);
  return file === undefined
    ? Buffer.alloc(0)
    : readTail(file, Number.POSITIVE_INFINITY, MOST_BYTES);
}
