import type { Heal } from '../../api/types.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ApproveReject } from './ApproveReject.js';

const CANCELLABLE: readonly string[] = ['requested', 'running', 'verifying'];

/** What a person can do about a heal now. */
export function HealButtons({ heal }: { readonly heal: Heal }) {
  const { busy, run } = useAction();
  if (heal.status === 'awaiting-approval') {
    return (
      <>
        <ApproveReject healId={heal.id} />
        {heal.expiresAt !== undefined && (
          <small className="muted button-note">
            expires <TimeAgo at={heal.expiresAt} />
          </small>
        )}
      </>
    );
  }
  if (!CANCELLABLE.includes(heal.status)) return null;
  return (
    <Button
      look="danger"
      icon="close"
      disabled={busy}
      onClick={() =>
        void run(`/api/heals/${encodeURIComponent(heal.id)}/cancel`, {
          done: 'The heal is asked to stop.',
        })
      }
    >
      Cancel
    </Button>
  );
}
