import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from '../problem-details/problem.exception.js';
import type { KeyRing } from './key-ring.js';
import { isLoopback } from './loopback.js';

/**
 * Without a key, being on this machine is all that lets a caller in; a web page that makes its own name
 * point here (DNS rebinding) is on this machine too, but says another name.
 */
export function hostCheck(keys: KeyRing) {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    const host = URL.parse(`http://${request.headers.host ?? ''}`)?.hostname;
    if ((host !== undefined && isLoopback(host)) || (await keys.isNeeded())) {
      next();
      return;
    }
    next(
      new ProblemException(
        'host-not-allowed',
        'Without an API key the API answers only to localhost, 127.0.0.1 and [::1]. Use one of these names, or set API_KEY.',
      ),
    );
  };
}
