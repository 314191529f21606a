import type { LogTail } from '../../api/types.js';

/** Lines of a log; one that a pattern matches is marked, and says which. */
export function LogLines({ lines }: { readonly lines: LogTail['lines'] }) {
  return (
    <ol className="log-lines">
      {lines.map(({ text, patternIds }, index) => (
        <li key={index} className={patternIds.length > 0 ? 'matched' : undefined}>
          <span className="log-text">{text}</span>
          {patternIds.map((id) => (
            <span key={id} className="log-pattern">
              <span className="sr-only">matches </span>
              {id}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
