import { type SubmitEvent, useState } from 'react';
import { apiKey } from '../api/api-key.js';
import { Button } from '../ui/Button.js';
import { Brand } from './Brand.js';

interface KeyGateProps {
  readonly refused: boolean;
  readonly onKey: () => void;
}

/** Asks for the API key; kept in this tab only. */
export function KeyGate({ refused, onKey }: KeyGateProps) {
  const [key, setKey] = useState('');
  const enter = (event: SubmitEvent): void => {
    event.preventDefault();
    apiKey.set(key.trim());
    onKey();
  };
  return (
    <main className="key-gate">
      <form className="panel" onSubmit={enter}>
        <Brand />
        <h1>Enter the API key</h1>
        <p className="muted">
          This API answers only with a key: the value of <code>API_KEY</code> on the server, or one
          that was made for you. This tab forgets it when you close it.
        </p>
        <label>
          API key
          <input
            type="password"
            autoComplete="off"
            autoFocus
            required
            value={key}
            aria-invalid={refused}
            aria-describedby={refused ? 'key-refused' : undefined}
            onChange={(event) => {
              setKey(event.target.value);
            }}
          />
        </label>
        {refused && (
          <p id="key-refused" className="tone-bad" role="alert">
            The API does not accept this key.
          </p>
        )}
        <Button type="submit" look="primary">
          Open the dashboard
        </Button>
      </form>
    </main>
  );
}
