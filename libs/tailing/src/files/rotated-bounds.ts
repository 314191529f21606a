import type { Moment } from './file-position.js';
import { changedAtLatest, type Sibling } from './siblings.js';

/** Which rotated files are meant, by their times; nanoseconds since the epoch. */
export interface RotatedBounds {
  readonly since: Moment;
  /** Of the last change, at the latest; absent for any. */
  readonly modifiedUpToNs?: bigint | undefined;
  /**
   * Of the birth, at the latest, and for archives of the last change: what is younger came after what
   * was met by then, or is a copy of it. Absent for any.
   */
  readonly bornUpToNs?: bigint | undefined;
  readonly archivedUpToNs?: bigint | undefined;
}

export function isWithin(sibling: Sibling, bounds: RotatedBounds): boolean {
  return (
    isNewer(sibling, bounds.since) &&
    isFilledUpTo(sibling, bounds.modifiedUpToNs) &&
    wasThere(sibling, bounds)
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
function wasThere({ stats, isArchive }: Sibling, bounds: RotatedBounds): boolean {
  const latest = isArchive ? bounds.archivedUpToNs : bounds.bornUpToNs;
  return latest === undefined || (isArchive ? stats.modifiedNs : stats.bornNs) <= latest;
}
