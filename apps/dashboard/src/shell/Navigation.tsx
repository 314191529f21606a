import type { Status } from '../api/types.js';
import { Link } from '../router/Link.js';
import { Icon } from '../ui/Icon.js';
import { type Section, sections } from './sections.js';

interface NavigationProps {
  readonly current: string;
  readonly status: Status | undefined;
}

export function Navigation({ current, status }: NavigationProps) {
  const isThere = ({ onlyInFleet = false }: Section): boolean =>
    !onlyInFleet || status?.fleet === true;
  return (
    <nav className="navigation" aria-label="Pages">
      <ul>
        {sections.filter(isThere).map(({ id, label, to, icon }) => (
          <li key={id}>
            <Link to={to} aria-current={id === current ? 'page' : undefined}>
              <Icon name={icon} />
              <span className="label">{label}</span>
              <Waiting count={waitingIn(id, status)} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Waiting({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="count">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> open</span>
    </span>
  );
}

function waitingIn(section: string, status: Status | undefined): number {
  if (!status) return 0;
  if (section === 'overview') return status.needsYou.length;
  if (section === 'incidents') return status.counts.openIncidents;
  if (section === 'heals') return status.needsYou.filter(({ kind }) => kind === 'approval').length;
  return 0;
}
