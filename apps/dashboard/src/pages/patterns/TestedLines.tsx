import type { PatternTestResult } from '../../api/types.js';
import { count } from '../../text/format.js';
import { Icon } from '../../ui/Icon.js';

interface TestedLinesProps {
  readonly lines: readonly string[];
  readonly result: PatternTestResult;
}

/** The lines with those marked that the pattern matches, and what it captured. */
export function TestedLines({ lines, result }: TestedLinesProps) {
  const matches = new Map(result.matches.map(({ line, captures }) => [line, captures]));
  return (
    <div role="status">
      {result.problems.map((problem) => (
        <p key={problem} className="state tone-bad">
          <Icon name="cross" /> {problem}
        </p>
      ))}
      <p className="tested">
        <b>
          {count(result.matches.length, 'line')} of {lines.length}
        </b>{' '}
        {result.matches.length === 1 ? 'matches.' : 'match.'}
      </p>
      <div className="log" tabIndex={0} role="region" aria-label="Tested lines">
        <ol className="log-lines">
          {lines.map((line, index) => (
            <li key={index} className={matches.has(index) ? 'matched' : undefined}>
              <span className="log-text">{line}</span>
              {Object.entries(matches.get(index) ?? {}).map(([name, value]) => (
                <span key={name} className="log-pattern">
                  {name}: {value}
                </span>
              ))}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
