/** One target in a process of its own: `run-target.ts NAME COUNT SECONDS SEED`. A line of JSON for each batch. */
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { fuzzTargets } from './targets.js';

const BATCH = 500;
/** Memory is measured after a collection, which takes longer than a batch. */
const BATCHES_PER_COLLECTION = 40;
const [name, count, seconds, seed] = process.argv.slice(2);
const found = fuzzTargets.find((candidate) => candidate.name === name);
if (!found) throw new Error(`There is no target ${String(name)}.`);
const until = Date.now() + Number(seconds) * 1_000;

Logger.overrideLogger(false);
await found.start?.();
for (let done = 0, batch = 0; done < Number(count) && Date.now() < until; batch += 1) {
  const numRuns = Math.min(BATCH, Number(count) - done);
  await fc.assert(
    fc.asyncProperty(found.input, async (input) => {
      await found.bear(input);
    }),
    { numRuns, seed: Number(seed) + batch },
  );
  done += numRuns;
  if (batch % BATCHES_PER_COLLECTION === 0) globalThis.gc?.();
  const heapBytes = batch % BATCHES_PER_COLLECTION === 0 ? process.memoryUsage().heapUsed : null;
  console.log(JSON.stringify({ done, heapBytes }));
}
await found.stop?.();
