import type { Page, Silence } from '../../api/types.js';
import { useAction } from '../../data/use-action.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { Button } from '../../ui/Button.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { SilenceForm } from './SilenceForm.js';

export function Silences() {
  const entry = useQuery<Page<Silence>>('/api/silences');
  return (
    <Panel title="Silences">
      <Answer of={entry} rows={1}>
        {({ items }) => (
          <ul className="channels">
            {items.map((silence) => (
              <SilenceItem key={silence.id} silence={silence} />
            ))}
          </ul>
        )}
      </Answer>
      <SilenceForm />
    </Panel>
  );
}

function SilenceItem({ silence }: { readonly silence: Silence }) {
  const { busy, run } = useAction();
  const { id, matchers, reason, createdBy, expiresAt } = silence;
  return (
    <li>
      <div>
        <b>
          {Object.entries(matchers)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')}
        </b>
        <p className="muted">
          {reason}
          {createdBy !== undefined && <> ({createdBy})</>} · ends <TimeAgo at={expiresAt} />
        </p>
      </div>
      <Button
        small
        disabled={busy}
        onClick={() =>
          void run(`/api/silences/${encodeURIComponent(id)}`, {
            method: 'DELETE',
            done: 'The silence has ended.',
          })
        }
      >
        End
      </Button>
    </li>
  );
}
