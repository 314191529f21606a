import { HttpException } from '@nestjs/common';
import { problem, type Problem } from './problem.js';
import { type ProblemSlug, problemTypes } from './problem-types.js';

export interface ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** More members of the problem, for instance `errors`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Answers the request with a problem. The detail goes to the caller: it says what to do, and holds no secret. */
export class ProblemException extends HttpException {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly slug: ProblemSlug,
    detail: string,
    { headers = {}, members = {} }: ProblemExtras = {},
  ) {
    super(detail, problemTypes[slug].status);
    this.problem = problem(slug, detail, members);
    this.headers = headers;
    this.members = members;
  }
}
