import type { NeedsYou } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { needWords } from '../../text/words.js';
import { Icon } from '../../ui/Icon.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ApproveReject } from '../heals/ApproveReject.js';
import { ResetLoop } from '../services/ResetLoop.js';

export function NeedsYouItem({ need }: { readonly need: NeedsYou }) {
  const { label, tone, icon } = needWords[need.kind];
  const to = linkOf(need);
  return (
    <li className={`need tone-${tone}`}>
      <Icon name={icon} size={18} />
      <div className="need-text">
        <h3>{to === undefined ? need.title : <Link to={to}>{need.title}</Link>}</h3>
        <p>
          <span className="need-kind">{label}</span> · <TimeAgo at={need.at} />
          {need.detail !== '' && <> · {need.detail}</>}
        </p>
      </div>
      <div className="need-actions">
        {need.kind === 'approval' && need.healId !== undefined && (
          <ApproveReject healId={need.healId} small />
        )}
        {need.loopKey !== undefined && <ResetLoop loopKey={need.loopKey} />}
      </div>
    </li>
  );
}

function linkOf({ kind, healId, repairId, incidentId }: NeedsYou): string | undefined {
  if (repairId !== undefined) return `/repairs/${repairId}`;
  if (healId !== undefined) return `/heals/${healId}`;
  if (incidentId !== undefined) return `/incidents/${incidentId}`;
  return kind === 'config' ? '/settings' : undefined;
}
