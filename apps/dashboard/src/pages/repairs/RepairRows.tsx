import type { Repair } from '../../api/repair-types.js';
import { Link } from '../../router/Link.js';
import { duration } from '../../text/format.js';
import { repairWord } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

export function RepairRows({ repairs }: { readonly repairs: readonly Repair[] }) {
  return (
    <table className="rows repairs">
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">State</th>
          <th scope="col">What happened</th>
          <th scope="col" className="number">
            Took
          </th>
          <th scope="col" className="number">
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {repairs.map((repair) => (
          <RepairRow key={repair.id} repair={repair} />
        ))}
      </tbody>
    </table>
  );
}

function RepairRow({ repair }: { readonly repair: Repair }) {
  const { id, filePath, route, message, durationMs, createdAt } = repair;
  return (
    <tr>
      <th scope="row">
        <Link className="whole-row" to={`/repairs/${id}`}>
          {filePath ?? route ?? 'A file'}
        </Link>
      </th>
      <td>
        <StateText word={repairWord(repair)} />
      </td>
      <td className="wide muted ellipsis" title={message ?? ''}>
        {message ?? ''}
      </td>
      <td className="number">{durationMs === null ? '' : duration(durationMs)}</td>
      <td className="number muted">
        <TimeAgo at={createdAt} />
      </td>
    </tr>
  );
}
