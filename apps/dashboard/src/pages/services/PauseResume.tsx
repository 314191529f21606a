import type { Service } from '../../api/types.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';

const CHOICES = [
  { minutes: 15, label: '15 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 480, label: '8 hours' },
  { minutes: 1_440, label: '1 day' },
];

/** Keeps automation off one service for a while: a pause always ends by itself. */
export function PauseResume({ service }: { readonly service: Service }) {
  const { busy, run } = useAction();
  const path = `/api/services/${encodeURIComponent(service.name)}`;
  if (service.automation === 'paused' || service.pausedUntil !== undefined) {
    return (
      <Button
        look="primary"
        icon="play"
        disabled={busy}
        onClick={() => void run(`${path}/resume`, { done: `Healing of ${service.name} goes on.` })}
      >
        Resume healing
      </Button>
    );
  }
  return (
    <label className="filter">
      <span className="sr-only">Pause healing</span>
      <select
        value=""
        disabled={busy}
        onChange={(event) =>
          void run(`${path}/pause`, {
            body: { minutes: Number(event.target.value) },
            done: `Healing of ${service.name} is paused. It goes on by itself.`,
          })
        }
      >
        <option value="">Pause healing…</option>
        {CHOICES.map(({ minutes, label }) => (
          <option key={minutes} value={minutes}>
            for {label}
          </option>
        ))}
      </select>
    </label>
  );
}
