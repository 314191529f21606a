import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { problem } from './problem.js';
import { ProblemException } from './problem.exception.js';
import { toProblem } from './to-problem.js';

/** Which methods a path takes; empty where there is nothing. */
export type MethodsOf = (path: string) => readonly string[];

/** Answers every error with problem details. What is not the caller's fault is logged under the problem's `instance`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly methodsOf: MethodsOf) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    const found = this.known(error, request);
    const body = found?.problem ?? this.unexpected(error, request);
    response
      .status(body.status)
      .set(found?.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(body));
  }

  private known(error: unknown, request: Request): ProblemException | undefined {
    const found = toProblem(error);
    if (found?.problem.type !== '/problems/not-found') return found;
    const methods = this.methodsOf(request.path);
    return methods.length === 0 ? found : wrongMethod(request, methods.join(', '));
  }

  private unexpected(error: unknown, request: Request) {
    const instance = `urn:uuid:${randomUUID()}`;
    this.logger.error({
      msg: 'A request failed',
      instance,
      method: request.method,
      path: request.path,
      error: String(error),
      stack: error instanceof Error ? error.stack : undefined,
    });
    return problem(
      'internal-error',
      'The log of the API says more: look for the instance named here.',
      { instance },
    );
  }
}

function wrongMethod({ path, method }: Request, allowed: string): ProblemException {
  return new ProblemException('method-not-allowed', `${path} takes ${allowed}, not ${method}.`, {
    headers: { Allow: allowed },
  });
}
