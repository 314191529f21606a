import type { Fix } from '../../api/repair-types.js';
import { isExpired } from '../../text/fix-state.js';
import { type Fact, Facts } from '../../ui/Facts.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** When a patch was proposed and applied, and until when it may be applied or taken back. */
export function FixTimes({ fix }: { readonly fix: Fix }) {
  const time = (label: string, at: string | null): Fact => [
    label,
    at === null ? undefined : <TimeAgo at={at} />,
  ];
  return (
    <Facts
      facts={[
        time('Proposed', fix.proposedAt),
        time(isExpired(fix) ? 'Expired' : 'Expires', fix.expiresAt),
        time('Applied', fix.appliedAt),
        time('Watch ends', fix.watchUntil),
      ]}
    />
  );
}
