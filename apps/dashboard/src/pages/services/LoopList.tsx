import type { Loop, Page } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { count, duration } from '../../text/format.js';
import type { Word } from '../../text/words.js';
import { Icon } from '../../ui/Icon.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ResetLoop } from './ResetLoop.js';

const looks: Readonly<Record<Exclude<Loop['state'], 'closed'>, Word>> = {
  open: { label: 'Automation stopped', tone: 'bad', icon: 'stop' },
  'half-open': { label: 'One trial heal allowed', tone: 'warn', icon: 'play' },
  backoff: { label: 'Waiting before the next heal', tone: 'warn', icon: 'clock' },
};

/** Where the loop guard holds automation back, and the button that lets it go on. */
export function LoopList({ service }: { readonly service: string }) {
  const { data } = useQuery<Page<Loop>>('/api/loops');
  const held = (data?.items ?? []).filter((loop) => loop.target === service);
  if (held.every(({ state }) => state === 'closed')) return null;
  return (
    <ul className="needs">
      {held.map(
        (loop) =>
          loop.state !== 'closed' && (
            <HeldBack key={`${loop.key} ${loop.actionType}`} loop={loop} look={looks[loop.state]} />
          ),
      )}
    </ul>
  );
}

function HeldBack({ loop, look }: { readonly loop: Loop; readonly look: Word }) {
  const { key, actionType, heals, maxHeals, windowSeconds, retryAt, suppressed } = loop;
  return (
    <li className={`need tone-${look.tone}`}>
      <Icon name={look.icon} size={18} />
      <div className="need-text">
        <h3>
          {look.label}: {actionType}
        </h3>
        <p>
          {heals} of {maxHeals} heals in {duration(windowSeconds * 1_000)} did not help
          {suppressed > 0 && <>; {count(suppressed, 'detection')} counted since, not healed</>}
          {retryAt !== undefined && (
            <>
              ; a trial heal is allowed <TimeAgo at={retryAt} />
            </>
          )}
          . <code>{key}</code>
        </p>
      </div>
      <div className="need-actions">
        <ResetLoop loopKey={key} />
      </div>
    </li>
  );
}
