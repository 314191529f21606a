import type { Repair } from '../../api/repair-types.js';
import { useAction } from '../../data/use-action.js';
import { isOpen } from '../../text/fix-state.js';
import { Button } from '../../ui/Button.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** Puts a proposed patch into the project. One that does not fit any more stays refused, with the reason. */
export function ApplyFix({ repair }: { readonly repair: Pick<Repair, 'id' | 'fix'> }) {
  const { busy, refusal, run } = useAction();
  const { id, fix } = repair;
  if (!fix || !isOpen(fix)) return null;
  if (refusal !== undefined) return <p className="refusal tone-bad">{refusal}</p>;
  return (
    <>
      <Button
        look="primary"
        icon="check"
        disabled={busy}
        onClick={() =>
          void run(`/api/codex/jobs/${encodeURIComponent(id)}/apply`, {
            done: 'The patch is in the project now. It is taken back if its error returns.',
          })
        }
      >
        Apply
      </Button>
      {fix.expiresAt !== null && (
        <small className="muted button-note">
          expires <TimeAgo at={fix.expiresAt} />
        </small>
      )}
    </>
  );
}
