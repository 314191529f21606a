import type { HealSummary } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { describeAction } from '../../text/actions.js';
import { duration } from '../../text/format.js';
import { healWord } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

interface HealRowsProps {
  readonly heals: readonly HealSummary[];
  /** All of one service: its column is left out. */
  readonly oneService?: boolean;
}

/** Heals, newest first, each with what it did and how it ended. */
export function HealRows({ heals, oneService = false }: HealRowsProps) {
  return (
    <table className="rows heals">
      <thead>
        <tr>
          <th scope="col">Heal</th>
          {!oneService && <th scope="col">Service</th>}
          <th scope="col">Status</th>
          <th scope="col">Outcome</th>
          <th scope="col" className="number">
            Took
          </th>
          <th scope="col" className="number">
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {heals.map((heal) => (
          <HealRow key={heal.id} heal={heal} oneService={oneService} />
        ))}
      </tbody>
    </table>
  );
}

interface HealRowProps {
  readonly heal: HealSummary;
  readonly oneService: boolean;
}

function HealRow({ heal, oneService }: HealRowProps) {
  const { id, service, action, status, attempt, maxAttempts, outcome, durationMs } = heal;
  return (
    <tr>
      <th scope="row">
        <Link className="whole-row" to={`/heals/${id}`}>
          {describeAction(action)}
        </Link>
        <small className="muted nowrap">
          {' '}
          {attempt} of {maxAttempts}
        </small>
      </th>
      {!oneService && <td>{service}</td>}
      <td>
        <StateText word={healWord(status)} />
      </td>
      <td className="wide muted ellipsis" title={outcome}>
        {outcome ?? ''}
      </td>
      <td className="number">{durationMs === undefined ? '' : duration(durationMs)}</td>
      <td className="number muted">
        <TimeAgo at={heal.requestedAt} />
      </td>
    </tr>
  );
}
