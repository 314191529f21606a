import type { Problem } from './generated/schemas.js';

/** The API refused, and says why: `problem.type` tells programs, the message tells people. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
  }
}
