import type { ReactNode } from 'react';
import type { Entry } from '../data/query-cache.js';
import { Icon } from './Icon.js';

interface AnswerProps<T> {
  readonly of: Entry<T>;
  readonly children: (data: T) => ReactNode;
  /** How many rows to leave room for while the first answer is awaited. */
  readonly rows?: number;
}

/** What the API answered; while it is awaited, its shape; when it failed, why. An old answer beats an error. */
export function Answer<T>({ of, children, rows = 3 }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Problem error={of.error} />;
  return (
    <div className="waiting" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="waiting-row" />
      ))}
    </div>
  );
}

export function Problem({ error }: { readonly error: Error }) {
  return (
    <p className="empty tone-bad" role="alert">
      <Icon name="alert" />
      <span>{error.message}</span>
    </p>
  );
}
