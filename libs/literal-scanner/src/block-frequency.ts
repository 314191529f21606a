import { commonness } from './commonness.js';
import { foldCase } from './fold-case.js';
import type { ScannerOptions } from './literal-scanner.js';
import { HASH_BITS, hashAt } from './block-hash.js';

/** Less than one sighting in a sample: what is known of logs in general decides where a sample says nothing. */
const GENERAL_KNOWLEDGE = 1 / 512;

/** How often the three bytes at a place are likely to turn up in the input; only good for comparing. */
export type BlockFrequency = (bytes: Uint8Array, at: number) => number;

/** By the sample, and where that tells no difference by what is common in logs. */
export function blockFrequency({ anyCase, sample }: ScannerOptions): BlockFrequency {
  const counts = new Uint32Array(1 << HASH_BITS);
  const seen = sample && (anyCase ? foldCase(sample) : sample);
  for (let at = 0; seen && at + 2 < seen.length; at += 1) {
    const hash = hashAt(seen, at);
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return (bytes, at) =>
    (counts[hashAt(bytes, at)] ?? 0) + commonness(bytes, at) * GENERAL_KNOWLEDGE;
}
