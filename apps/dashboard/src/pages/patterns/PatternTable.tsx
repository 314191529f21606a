import type { Pattern } from '../../api/types.js';
import { Link } from '../../router/Link.js';
import { describeAction } from '../../text/actions.js';
import { capitalized } from '../../text/format.js';
import { severityWords, type Word } from '../../text/words.js';
import { Badge, StateText } from '../../ui/Badge.js';
import { Effectiveness } from './Effectiveness.js';
import { ModeAdvice } from './ModeAdvice.js';

const modeWords: Readonly<Record<Pattern['mode'], Word>> = {
  auto: { label: 'Heals', tone: 'ok', icon: 'wrench' },
  approve: { label: 'Asks first', tone: 'warn', icon: 'hand' },
  shadow: { label: 'Only watches', tone: 'idle', icon: 'dashed' },
};

export function PatternTable({ patterns }: { readonly patterns: readonly Pattern[] }) {
  return (
    <table className="rows patterns">
      <thead>
        <tr>
          <th scope="col">Pattern</th>
          <th scope="col">Severity</th>
          <th scope="col">Mode</th>
          <th scope="col">Heals on</th>
          <th scope="col">Effectiveness</th>
        </tr>
      </thead>
      <tbody>
        {patterns.map((pattern) => (
          <PatternRow key={pattern.id} pattern={pattern} />
        ))}
      </tbody>
    </table>
  );
}

function PatternRow({ pattern }: { readonly pattern: Pattern }) {
  const { id, title, severity, mode, action, target, maxStreak, loopOpen } = pattern;
  return (
    <tr>
      <th scope="row">
        <Link to={`/incidents?pattern=${encodeURIComponent(id)}`}>{capitalized(title)}</Link>
        <div className="muted">
          <code>{id}</code> · <Link to={`/services/${encodeURIComponent(target)}`}>{target}</Link>
          {action && <> · {describeAction(action)}</>}
        </div>
      </th>
      <td>
        <StateText word={severityWords[severity]} />
      </td>
      <td>
        {loopOpen ? (
          <Badge word={{ label: 'Stopped', tone: 'bad', icon: 'stop' }} />
        ) : (
          <StateText
            word={action ? modeWords[mode] : { ...modeWords.shadow, label: 'Only alerts' }}
          />
        )}
      </td>
      <td className="nowrap">
        <span className="narrow">heals on </span>
        {maxStreak === 0 ? 'the first match' : `match ${String(maxStreak + 1)} in a row`}
      </td>
      <td>
        <Effectiveness of={pattern.effectiveness} />
        {action && <ModeAdvice advice={pattern.advice} />}
      </td>
    </tr>
  );
}
