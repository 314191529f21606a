import type { AlertSummary } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { alertWord, deliveryWord } from '../../text/words.js';
import { Badge } from '../../ui/Badge.js';
import { Icon } from '../../ui/Icon.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { deliveryNotes } from './delivery-notes.js';

/** Alerts, newest first, each with how far it has come on every channel. */
export function AlertList({ alerts }: { readonly alerts: readonly AlertSummary[] }) {
  return (
    <ul className="alerts">
      {alerts.map((alert) => (
        <AlertItem key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

function AlertItem({ alert }: { readonly alert: AlertSummary }) {
  const { tone, icon, label } = alertWord(alert.kind);
  return (
    <li className="alert">
      <span className={`alert-sign tone-${tone}`} title={label}>
        <Icon name={icon} />
        <span className="sr-only">{label}</span>
      </span>
      <div className="alert-text">
        <p>
          <Link to={`/alerts/${alert.id}`}>{alert.headline}</Link>
        </p>
        {deliveryNotes(alert.deliveries).map(({ text, channels, isError }) => (
          <p key={text} className={isError ? 'alert-error' : 'alert-note muted'}>
            {channels.join(', ')}: {text}
          </p>
        ))}
      </div>
      <div className="alert-deliveries">
        {alert.deliveries.map(({ channel, status, attempts }) => (
          <Badge
            key={channel}
            word={deliveryWord(status)}
            label={channel}
            title={`${deliveryWord(status).label}, ${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}`}
          />
        ))}
      </div>
      <span className="alert-time muted">
        <TimeAgo at={alert.at} />
      </span>
    </li>
  );
}
