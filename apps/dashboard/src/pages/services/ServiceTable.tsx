import type { Service } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { describeAction } from '../../text/actions.js';
import { automationWords, healthWords, healWord } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { StreakDots } from './StreakDots.js';

/** A row per service, with two separate axes: how it is, and what automation does about it. */
export function ServiceTable({ services }: { readonly services: readonly Service[] }) {
  return (
    <table className="rows services">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Health</th>
          <th scope="col">Automation</th>
          <th scope="col">Streak</th>
          <th scope="col">Last heal</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <ServiceRow key={service.name} service={service} />
        ))}
      </tbody>
    </table>
  );
}

function ServiceRow({ service }: { readonly service: Service }) {
  const { name, health, automation, pausedUntil, streaks, lastHeal } = service;
  return (
    <tr className={health === 'failing' ? 'marked tone-bad' : ''}>
      <th scope="row">
        <Link className="whole-row" to={`/services/${encodeURIComponent(name)}`}>
          {name}
        </Link>
      </th>
      <td>
        <StateText word={healthWords[health]} label={healthLabel(service)} />
      </td>
      <td>
        <StateText word={automationWords[automation]} />
        {automation === 'paused' && pausedUntil !== undefined && (
          <small className="muted">
            {' '}
            ends <TimeAgo at={pausedUntil} />
          </small>
        )}
      </td>
      <td>
        {streaks.length === 0 ? (
          <span className="muted">–</span>
        ) : (
          streaks.map((streak) => <StreakDots key={streak.patternId} streak={streak} />)
        )}
      </td>
      <td>
        {lastHeal ? (
          <>
            <StateText word={healWord(lastHeal.status)} label={describeAction(lastHeal.action)} />{' '}
            <small className="muted">
              <TimeAgo at={lastHeal.requestedAt} />
            </small>
          </>
        ) : (
          <span className="muted">none</span>
        )}
      </td>
    </tr>
  );
}

function healthLabel({ health, openIncidents }: Service): string {
  const { label } = healthWords[health];
  return openIncidents > 1 ? `${label} (${String(openIncidents)} incidents)` : label;
}
