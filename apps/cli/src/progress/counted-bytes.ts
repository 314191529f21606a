import { createReadStream, statSync } from 'node:fs';
import type { Say } from './say.js';

const STEP = 10;

/** A file's bytes in order; each further tenth of a long one is said. */
export async function* countedBytes(path: string, say: Say): AsyncGenerator<Uint8Array> {
  const { size } = statSync(path);
  let read = 0;
  let said = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield chunk;
    read += chunk.length;
    const percent = Math.floor((100 * read) / size / STEP) * STEP;
    if (percent <= said || percent >= 100) continue;
    said = percent;
    say(`${String(percent)}% of ${(size / 1e6).toFixed(1)} MB`);
  }
}
