import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';

/** Lets automation try again where the loop guard stopped it. */
export function ResetLoop({ loopKey }: { readonly loopKey: string }) {
  const { busy, run } = useAction();
  return (
    <Button
      small
      icon="play"
      disabled={busy}
      onClick={() =>
        void run(`/api/loops/${encodeURIComponent(loopKey)}/reset`, {
          done: 'Reset. Healing may start again.',
        })
      }
    >
      Reset the loop
    </Button>
  );
}
