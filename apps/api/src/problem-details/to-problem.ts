import { HttpException, NotFoundException } from '@nestjs/common';
import { ThrottlerException } from '@nestjs/throttler';
import { ProblemException } from './problem.exception.js';

/** The problem that an error stands for; undefined when the error is not the caller's doing. */
export function toProblem(error: unknown): ProblemException | undefined {
  if (error instanceof ProblemException) return error;
  if (error instanceof ThrottlerException) {
    return new ProblemException(
      'too-many-requests',
      'Wait for the number of seconds in Retry-After, then go on more slowly.',
    );
  }
  if (error instanceof NotFoundException) {
    return new ProblemException('not-found', `${error.message}. See /api/docs for what there is.`);
  }
  return error instanceof HttpException ? fromParser(error) : undefined;
}

/** What Express and its body parsers refuse; Nest keeps their own error as the cause. */
function fromParser(error: HttpException): ProblemException | undefined {
  const status = error.getStatus();
  if (status >= 500) return undefined;
  if (status === 413) return new ProblemException('body-too-large', tooLarge(error.cause));
  if (status === 415) {
    const detail = `${error.message}. Send the body as JSON in UTF-8, or compressed by gzip or br.`;
    return new ProblemException('unsupported-media-type', detail);
  }
  const detail = `${error.message}. Correct the address or the JSON body.`;
  return new ProblemException('malformed-request', detail);
}

function tooLarge(cause: unknown): string {
  const { limit } = cause as { readonly limit?: number };
  return `The body may have at most ${String(limit)} bytes. Send only the end of the log, or raise API_BODY_LIMIT_BYTES.`;
}
