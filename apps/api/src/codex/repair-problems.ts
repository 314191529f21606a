import { ProblemException } from '../problem-details/problem.exception.js';

export function jobNotFound(id: string): ProblemException {
  return new ProblemException(
    'job-not-found',
    `There is no repair ${id}. GET /api/codex/jobs lists the newest ones.`,
  );
}

export function jobDone(id: string): ProblemException {
  return new ProblemException(
    'job-done',
    `The repair ${id} is done. GET /api/codex/jobs/${id} has its result.`,
  );
}
