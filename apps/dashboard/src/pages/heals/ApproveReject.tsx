import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';

interface ApproveRejectProps {
  readonly healId: string;
  readonly small?: boolean;
}

export function ApproveReject({ healId, small = false }: ApproveRejectProps) {
  const { busy, run } = useAction();
  const path = `/api/heals/${encodeURIComponent(healId)}`;
  return (
    <>
      <Button
        look="primary"
        icon="check"
        small={small}
        disabled={busy}
        onClick={() =>
          void run(`${path}/approve`, { done: 'Approved. The watchdog starts the heal.' })
        }
      >
        Approve
      </Button>
      <Button
        icon="close"
        small={small}
        disabled={busy}
        onClick={() => void run(`${path}/reject`, { done: 'Rejected. Nothing is done.' })}
      >
        Reject
      </Button>
    </>
  );
}
