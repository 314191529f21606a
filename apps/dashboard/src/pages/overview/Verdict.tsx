import type { Status } from '../../api/types.js';
import { verdictWords } from '../../text/words.js';
import { count } from '../../text/format.js';
import { Icon } from '../../ui/Icon.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** Everything in one sentence. */
export function Verdict({ status }: { readonly status: Status }) {
  const { verdict, watchdog } = status;
  const { tone, icon, label } = verdictWords[verdict.level];
  return (
    <div className={`verdict tone-${tone}`}>
      <span className="verdict-sign">
        <Icon name={icon} size={26} />
      </span>
      <div>
        <h1>
          <span className="sr-only">{label}: </span>
          {verdict.sentence}
        </h1>
        <p className="muted">
          {watchdog.liveness === 'running' && watchdog.lastTickAt !== undefined ? (
            <>
              The watchdog is alive (last tick <TimeAgo at={watchdog.lastTickAt} />) and follows{' '}
              {count(watchdog.sources.length, 'source')}.
            </>
          ) : (
            'Nobody watches at the moment.'
          )}
        </p>
      </div>
    </div>
  );
}
