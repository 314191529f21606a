import type { Moment } from './file-position.js';
import { changedAtLatest, type Sibling } from './siblings.js';

/** Which rotated files are meant, by their times; nanoseconds since the epoch. */
export interface RotatedBounds {
  readonly since: Moment;
  /** Of the last change, at the latest; absent for any. */
  readonly modifiedUpToNs?: bigint | undefined;
  /** Of the birth, at the latest: what is younger is a copy of what was met by then. Absent for any. */
  readonly bornUpToNs?: bigint | undefined;
}

export function isWithin(sibling: Sibling, bounds: RotatedBounds): boolean {
  return (
    isNewer(sibling, bounds.since) &&
    isFilledUpTo(sibling, bounds.modifiedUpToNs) &&
    isBornUpTo(sibling, bounds.bornUpToNs)
  );
}

function isNewer(sibling: Sibling, { modifiedNs, bornNs }: Moment): boolean {
  const born = sibling.stats.bornNs;
  return changedAtLatest(sibling) >= modifiedNs && (born === 0n || born >= bornNs);
}

/** An empty one may be one that copytruncate is just about to fill with what is read already. */
function isFilledUpTo({ stats }: Sibling, latest: bigint | undefined): boolean {
  return latest === undefined || (stats.size > 0 && stats.modifiedNs <= latest);
}

/** When an archive was born says nothing of what is in it. */
function isBornUpTo({ stats, isArchive }: Sibling, latest: bigint | undefined): boolean {
  return latest === undefined || isArchive || stats.bornNs <= latest;
}
