import type { Response } from 'express';

/** Aborts when the caller has gone, so that nobody is waited for in vain. */
export function untilClosed(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
