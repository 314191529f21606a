import type { IncidentSummary } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { capitalized, duration } from '../../text/format.js';
import { incidentWords, severityWords } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** Incidents, newest first. */
export function IncidentRows({ incidents }: { readonly incidents: readonly IncidentSummary[] }) {
  return (
    <table className="rows incidents">
      <thead>
        <tr>
          <th scope="col">Incident</th>
          <th scope="col">Service</th>
          <th scope="col">Status</th>
          <th scope="col">Severity</th>
          <th scope="col" className="number">
            Detections
          </th>
          <th scope="col" className="number">
            Heals
          </th>
          <th scope="col" className="number">
            Down for
          </th>
          <th scope="col" className="number">
            Opened
          </th>
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </tbody>
    </table>
  );
}

function IncidentRow({ incident }: { readonly incident: IncidentSummary }) {
  const { id, title, service, status, severity, detections, heals, suppressed } = incident;
  return (
    <tr>
      <th scope="row">
        <Link className="whole-row" to={`/incidents/${id}`}>
          {capitalized(title)}
        </Link>
      </th>
      <td>{service}</td>
      <td>
        <StateText word={incidentWords[status]} />
      </td>
      <td>
        <StateText word={severityWords[severity]} />
      </td>
      <td className="number">
        {(detections + suppressed).toLocaleString('en-GB')}
        <span className="narrow">
          {' '}
          {detections + suppressed === 1 ? 'detection' : 'detections'}
        </span>
      </td>
      <td className="number">
        {heals}
        <span className="narrow"> {heals === 1 ? 'heal' : 'heals'}</span>
      </td>
      <td className="number">
        {incident.downtimeMs !== undefined && (
          <>
            <span className="narrow">down for </span>
            {duration(incident.downtimeMs)}
          </>
        )}
      </td>
      <td className="number muted">
        <TimeAgo at={incident.openedAt} />
      </td>
    </tr>
  );
}
