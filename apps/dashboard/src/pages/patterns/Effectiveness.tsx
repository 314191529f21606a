import type { Pattern } from '../../api/types.js';
import { count } from '../../text/format.js';

/** How often healing helped: a bar, and the same in words. */
export function Effectiveness({ of }: { readonly of: Pattern['effectiveness'] }) {
  const { heals, verified, ineffective, failed, shadow } = of;
  if (heals === 0) {
    return (
      <span className="muted">
        {shadow === 0 ? 'never needed' : `would have healed ${count(shadow, 'time')}`}
      </span>
    );
  }
  const parts = [
    { tone: 'ok', n: verified, label: 'helped' },
    { tone: 'warn', n: ineffective, label: 'did not help' },
    { tone: 'bad', n: failed, label: 'failed' },
  ].filter(({ n }) => n > 0);
  return (
    <div className="effectiveness">
      <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ tone, n }, index) => (
          <rect
            key={tone}
            className={`tone-${tone}`}
            x={(100 * parts.slice(0, index).reduce((sum, part) => sum + part.n, 0)) / heals}
            width={(100 * n) / heals}
            height="6"
          />
        ))}
      </svg>
      <small>{parts.map(({ n, label }) => `${String(n)} ${label}`).join(', ')}</small>
    </div>
  );
}
