import type { Status } from '../../api/types.js';
import { Link } from '../../router/Link.js';

/** Four numbers, each a link to what it counts. */
export function Counts({ counts }: { readonly counts: Status['counts'] }) {
  return (
    <ul className="counts">
      <Tile to="/incidents?status=open" n={counts.openIncidents} label="open incidents" />
      <Tile to="/heals" n={counts.healsToday} label="heals today" />
      <Tile to="/services" n={counts.openLoops} label="stopped by the loop guard" />
      <Tile to="/incidents" n={counts.suppressedLines} label="lines suppressed" />
    </ul>
  );
}

interface TileProps {
  readonly to: string;
  readonly n: number;
  readonly label: string;
}

function Tile({ to, n, label }: TileProps) {
  return (
    <li>
      <Link to={to} className={n === 0 ? 'zero' : ''}>
        <b>{n.toLocaleString('en-GB')}</b> <span>{label}</span>
      </Link>
    </li>
  );
}
