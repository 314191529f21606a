import type { FleetHost } from '../../api/fleet-types.js';
import { automationWords, livenessWords } from '../../text/words.js';
import { Badge, StateText } from '../../ui/Badge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { mostCommon } from './most-common.js';

/** A row per host; what differs from most others is said. */
export function HostTable({ hosts }: { readonly hosts: readonly FleetHost[] }) {
  const patterns = mostCommon(hosts.map(({ configHash }) => configHash));
  const version = mostCommon(hosts.map((host) => host.version));
  return (
    <table className="rows hosts">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col">State</th>
          <th scope="col">Last seen</th>
          <th scope="col">Version</th>
          <th scope="col">Patterns</th>
          <th scope="col">Labels</th>
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <tr key={host.host} className={host.state === 'silent' ? 'marked tone-bad' : ''}>
            <th scope="row">{host.host}</th>
            <td>
              <StateText word={livenessWords[host.state]} />{' '}
              {host.paused && <Badge word={automationWords.paused} />}
            </td>
            <td>
              <TimeAgo at={host.seenAt} />
            </td>
            <td>
              <Compared value={host.version} usual={version} />
            </td>
            <td>
              <Compared value={host.configHash} usual={patterns} />
            </td>
            <td>{host.labels.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Compared({ value, usual }: { readonly value: string; readonly usual: string }) {
  return (
    <>
      <code>{value}</code>
      {value !== usual && <small className="muted"> differs</small>}
    </>
  );
}
