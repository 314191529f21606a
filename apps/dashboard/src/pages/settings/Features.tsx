import type { Feature } from '../../api/types.js';
import { Empty } from '../../ui/Empty.js';
import { Panel } from '../../ui/Panel.js';
import { StateText } from '../../ui/Badge.js';

/** Optional parts: what is on, and the variable that turns on what is not. */
export function Features({ features }: { readonly features: readonly Feature[] }) {
  return (
    <Panel title="Parts">
      {features.length === 0 ? (
        <Empty icon="dashed">The watchdog has not told yet.</Empty>
      ) : (
        <ul className="channels">
          {features.map(({ name, on, variable }) => (
            <li key={name}>
              <div>
                <b>{name}</b>
                {!on && (
                  <p className="muted">
                    Turn it on by <code>{variable}</code>
                  </p>
                )}
              </div>
              <StateText
                word={
                  on
                    ? { label: 'On', tone: 'ok', icon: 'check' }
                    : { label: 'Off', tone: 'idle', icon: 'dashed' }
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
