import type { FleetCommand } from '../../api/fleet-types.js';
import { commandWords } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';

/** The newest commands, each with its host's answer. */
export function CommandList({ commands }: { readonly commands: readonly FleetCommand[] }) {
  if (commands.length === 0) return null;
  return (
    <table className="rows commands">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col">Command</th>
          <th scope="col">Outcome</th>
          <th scope="col">Asked</th>
        </tr>
      </thead>
      <tbody>
        {commands.map(({ id, host, kind, who, requestedAt, outcome, message = '' }) => (
          <tr key={id}>
            <th scope="row">{host}</th>
            <td>{kind}</td>
            <td>
              <StateText word={commandWords[outcome]} /> <span className="muted">{message}</span>
            </td>
            <td>
              <TimeAgo at={requestedAt} /> <small className="muted">by {who}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
