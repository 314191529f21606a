import type { Alert, Delivery } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { count } from '../../text/format.js';
import { alertWord, deliveryWord } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge, StateText } from '../../ui/Badge.js';
import { Output } from '../../ui/Output.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** One alert: where it went, what went wrong, and the exact payload of each channel. */
export function AlertView({ id }: { readonly id: string }) {
  const entry = useQuery<Alert>(`/api/alerts/${encodeURIComponent(id)}`);
  return (
    <Answer of={entry} rows={6}>
      {(alert) => (
        <>
          <PageHead
            title={alert.headline}
            above={<Link to="/alerts">Alerts</Link>}
            lead={
              <>
                <Badge word={alertWord(alert.kind)} />
                <span className="muted">
                  <TimeAgo at={alert.at} />
                </span>
                <Link to={`/incidents/${alert.incidentId}`}>The incident</Link>
              </>
            }
          />
          <Panel title="Deliveries">
            <Deliveries deliveries={alert.deliveries} />
          </Panel>
          {alert.payloads.map(({ channel, payload }) => (
            <Panel key={channel} title={`What ${channel} gets`}>
              <Output text={JSON.stringify(payload, null, 2)} label={`Payload for ${channel}`} />
            </Panel>
          ))}
        </>
      )}
    </Answer>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">Status</th>
          <th scope="col">Attempts</th>
          <th scope="col">Error</th>
          <th scope="col" className="number">
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.channel}>
            <th scope="row">{delivery.channel}</th>
            <td>
              <StateText word={deliveryWord(delivery.status)} />
            </td>
            <td>{count(delivery.attempts, 'attempt')}</td>
            <td className="break">{delivery.lastError}</td>
            <td className="number muted">
              <DeliveryTime delivery={delivery} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DeliveryTime({
  delivery: { deliveredAt, nextAttemptAt },
}: {
  readonly delivery: Delivery;
}) {
  if (deliveredAt !== undefined) return <TimeAgo at={deliveredAt} />;
  if (nextAttemptAt === undefined) return null;
  return (
    <>
      next <TimeAgo at={nextAttemptAt} />
    </>
  );
}
