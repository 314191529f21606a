import { type SubmitEvent, useState } from 'react';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';

/** Checks the text of a pattern file; nothing is saved. */
export function ValidateFile() {
  const { busy, run } = useAction();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly string[]>();
  const validate = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run<{ problems: string[] }>('/api/config/validate', { body: { text } });
    setProblems(answer?.problems);
  };
  return (
    <details className="validate">
      <summary>Check a pattern file before you save it</summary>
      <form className="form" onSubmit={(event) => void validate(event)}>
        <label>
          Text of the file
          <textarea
            className="mono"
            rows={8}
            required
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        </label>
        <Button type="submit" small disabled={busy}>
          Check
        </Button>
        <ul className="problems" role="status">
          {problems?.length === 0 && (
            <li className="tone-ok">
              <Icon name="check" /> No problem found.
            </li>
          )}
          {problems?.map((problem) => (
            <li key={problem} className="tone-bad">
              <Icon name="cross" /> {problem}
            </li>
          ))}
        </ul>
      </form>
    </details>
  );
}
