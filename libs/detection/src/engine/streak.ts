import type { EvidenceRecord } from '@app/contracts';
import type { ChunkLines, LineSpan } from './chunk-lines.js';
import type { StreakState } from './stored-streak.js';

const MOST_RECORDS = 10;
const MOST_EVIDENCE_CHARACTERS = 64 * 1024;

/** A record, or where to read it in the chunk under work: most never need to be read. */
export type Proof = EvidenceRecord | LineSpan;

/** Matches in a row that have not yet led to a detection. */
export interface Streak {
  readonly key: string;
  readonly stream: string;
  readonly group: readonly string[];
  length: number;
  /** Ascending; used only where a window ages matches out. */
  times: number[];
  proofs: Proof[];
}

export function newStreak(key: string, stream: string, group: readonly string[]): Streak {
  return { key, stream, group, length: 0, times: [], proofs: [] };
}

export function fromState(key: string, state: StreakState): Streak {
  const { stream, group, length, times, records } = state;
  return { key, stream, group, length, times: [...times], proofs: [...records] };
}

/** Counts one more match. */
export function lengthen(streak: Streak, proof: Proof): void {
  streak.length += 1;
  streak.proofs.push(proof);
  if (streak.proofs.length > MOST_RECORDS) streak.proofs.shift();
}

/** Counts one more match and forgets those that are older than the window before it. */
export function lengthenInWindow(streak: Streak, proof: Proof, at: number, windowMs: number): void {
  let place = streak.times.length;
  while (place > 0 && (streak.times[place - 1] ?? 0) > at) place -= 1;
  streak.times.splice(place, 0, at);
  const firstInside = streak.times.findIndex((time) => time >= at - windowMs);
  streak.times.splice(0, firstInside);
  streak.length = streak.times.length;
  streak.proofs = newest([...streak.proofs, proof]).slice(-streak.length);
}

export function newest(proofs: readonly Proof[]): Proof[] {
  return proofs.slice(-MOST_RECORDS);
}

/** Reads what is still to be read; keeps the newest as far as they are not too much together. */
export function readProofs(proofs: readonly Proof[], lines: ChunkLines): EvidenceRecord[] {
  const records: EvidenceRecord[] = [];
  let room = MOST_EVIDENCE_CHARACTERS;
  for (const proof of proofs.toReversed()) {
    const record = 'text' in proof ? proof : lines.record(proof);
    room -= record.text.length;
    if (room < 0) break;
    records.unshift(record);
  }
  return records;
}
