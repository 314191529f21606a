import { type SubmitEvent, useState } from 'react';
import type { FleetHost } from '../../api/fleet-types.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';

const ACTS = {
  pause: 'Pause healing for an hour',
  resume: 'Resume healing',
  restart: 'Restart the service',
} as const;
type Act = keyof typeof ACTS;

/** Asks a host, or all with a label. */
export function CommandForm({ hosts }: { readonly hosts: readonly FleetHost[] }) {
  const { busy, run } = useAction();
  const [to, setTo] = useState('');
  const [act, setAct] = useState<Act>('pause');
  const [service, setService] = useState('');
  const targets = [...new Set(hosts.flatMap(({ host, labels }) => [host, ...labels]))].sort();
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { path, body } = requestOf(act, to, service.trim());
    await run(path, { body, done: 'Asked. Each host answers by itself.' });
  };
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <div className="form-row">
        <label>
          Host or label
          <select
            required
            value={to}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            <option value="">Choose…</option>
            {targets.map((target) => (
              <option key={target}>{target}</option>
            ))}
          </select>
        </label>
        <label>
          Shall
          <select
            value={act}
            onChange={(event) => {
              setAct(event.target.value as Act);
            }}
          >
            {Object.entries(ACTS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Service
          <input
            required={act === 'restart'}
            placeholder={act === 'restart' ? '' : 'all'}
            value={service}
            onChange={(event) => {
              setService(event.target.value);
            }}
          />
        </label>
      </div>
      <Button type="submit" small icon="play" disabled={busy}>
        Ask
      </Button>
    </form>
  );
}

function requestOf(act: Act, to: string, service: string): { path: string; body: object } {
  if (act === 'restart')
    return { path: '/api/fleet/heal', body: { to, action: { type: 'RESTART_SERVICE', service } } };
  const about = service === '' ? { to } : { to, service };
  return act === 'pause'
    ? { path: '/api/fleet/pause', body: { ...about, minutes: 60 } }
    : { path: '/api/fleet/resume', body: about };
}
