import { type DiffLine, parseDiff } from './parse-diff.js';

const SIGNS = { added: '+', removed: '−', context: '', hunk: '', file: '' } as const;

/** A diff with its line numbers; sign and colour say what changed. */
export function Diff({ diff }: { readonly diff: string }) {
  const lines = parseDiff(diff);
  return (
    <div className="diff" tabIndex={0} role="region" aria-label="Changes">
      <table>
        <tbody>
          {lines.map((line, index) => (
            <Row key={index} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ line }: { readonly line: DiffLine }) {
  const { kind, text, before, after } = line;
  if (kind === 'file' || kind === 'hunk') {
    return (
      <tr className={kind}>
        <td colSpan={4}>{text}</td>
      </tr>
    );
  }
  return (
    <tr className={kind}>
      <td className="line-number">{before}</td>
      <td className="line-number">{after}</td>
      <td className="sign">{SIGNS[kind]}</td>
      <td className="code">{text}</td>
    </tr>
  );
}

/** "+1 −1": how much a diff changes. */
export function DiffSize({ diff }: { readonly diff: string }) {
  const lines = parseDiff(diff);
  const added = lines.filter(({ kind }) => kind === 'added').length;
  const removed = lines.filter(({ kind }) => kind === 'removed').length;
  return (
    <span className="diff-size">
      <span className="tone-ok">+{added}</span> <span className="tone-bad">−{removed}</span>
    </span>
  );
}
