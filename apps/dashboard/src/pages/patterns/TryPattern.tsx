import { type SubmitEvent, useState } from 'react';
import type { LogTail, PatternTestResult, Status } from '../../api/types.js';
import { request } from '../../api/request.js';
import { useAction } from '../../data/use-action.js';
import { useQuery } from '../../data/use-query.js';
import { Button } from '../../ui/Button.js';
import { toasts } from '../../ui/toasts.js';
import { TestedLines } from './TestedLines.js';

/** A pattern on some lines before it goes into the pattern file: what would it match? */
export function TryPattern() {
  const { busy, run } = useAction();
  const [match, setMatch] = useState('');
  const [exclude, setExclude] = useState('');
  const [ignoreCase, setIgnoreCase] = useState(false);
  const [text, setText] = useState('');
  const [tested, setTested] = useState<{ lines: readonly string[]; result: PatternTestResult }>();

  const test = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const lines = text.replace(/\n$/, '').split('\n');
    const body = {
      match: nonEmptyLines(match),
      ...(exclude === '' ? {} : { exclude }),
      ignoreCase,
      lines,
    };
    const result = await run<PatternTestResult>('/api/patterns/test', { body });
    if (result) setTested({ lines, result });
  };

  return (
    <form className="form try" onSubmit={(event) => void test(event)}>
      <div className="form-row">
        <label>
          <span>
            Match <small className="muted">one expression a line (RE2)</small>
          </span>
          <textarea
            className="mono"
            rows={2}
            required
            spellCheck={false}
            value={match}
            placeholder="^(?<error>TypeError|ReferenceError): .+"
            onChange={(event) => {
              setMatch(event.target.value);
            }}
          />
        </label>
        <label>
          <span>
            Except <small className="muted">lines that match this</small>
          </span>
          <textarea
            className="mono"
            rows={2}
            spellCheck={false}
            value={exclude}
            onChange={(event) => {
              setExclude(event.target.value);
            }}
          />
        </label>
      </div>
      <label>
        Lines
        <textarea
          className="mono"
          rows={7}
          required
          spellCheck={false}
          value={text}
          placeholder="Paste lines of a log, or load the last ones of a source."
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <div className="form-foot">
        <LoadLines onLines={setText} />
        <label className="check">
          <input
            type="checkbox"
            checked={ignoreCase}
            onChange={(event) => {
              setIgnoreCase(event.target.checked);
            }}
          />
          Ignore case
        </label>
        <Button type="submit" look="primary" icon="play" disabled={busy}>
          Try it
        </Button>
      </div>
      {tested && <TestedLines {...tested} />}
    </form>
  );
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function LoadLines({ onLines }: { readonly onLines: (text: string) => void }) {
  const { data } = useQuery<Status>('/api/status');
  const load = async (source: string): Promise<void> => {
    try {
      const tail = await request<LogTail>(
        `/api/logs?source=${encodeURIComponent(source)}&lines=100`,
      );
      onLines(tail.lines.map((line) => line.text).join('\n'));
    } catch (error) {
      toasts.add('bad', (error as Error).message);
    }
  };
  return (
    <label className="filter">
      <span className="sr-only">Load the last lines of a source</span>
      <select value="" onChange={(event) => void load(event.target.value)}>
        <option value="">Load the last lines of…</option>
        {(data?.watchdog.sources ?? []).map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}
