import type { Status } from '../api/types.js';
import { useSignal } from '../data/signal.js';
import { live } from '../data/live.js';
import { livenessWords } from '../text/words.js';
import { StateText } from '../ui/Badge.js';
import { TimeAgo } from '../ui/TimeAgo.js';
import { ThemeToggle } from './ThemeToggle.js';

const liveWords = {
  live: { label: 'Live', tone: 'ok', icon: 'pulse' },
  connecting: { label: 'Connecting', tone: 'idle', icon: 'dashed' },
  offline: { label: 'Reconnecting', tone: 'warn', icon: 'healing' },
} as const;

/** Is the watchdog alive, and is this page up to date? */
export function Vitals({ status }: { readonly status: Status | undefined }) {
  const watchdog = status?.watchdog;
  return (
    <div className="vitals">
      {watchdog && (
        <dl>
          <dt>Watchdog</dt>
          <dd>
            <StateText word={livenessWords[watchdog.liveness]} />
          </dd>
          {watchdog.lastTickAt !== undefined && (
            <>
              <dt>Last tick</dt>
              <dd className="muted">
                <TimeAgo at={watchdog.lastTickAt} />
              </dd>
            </>
          )}
          {watchdog.host !== undefined && (
            <>
              <dt>Host</dt>
              <dd className="muted ellipsis" title={watchdog.host}>
                {watchdog.host}
              </dd>
            </>
          )}
        </dl>
      )}
      <div className="vitals-foot">
        <StateText word={liveWords[useSignal(live.state)]} />
        <ThemeToggle />
      </div>
    </div>
  );
}
