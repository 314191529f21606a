import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { StoredAnswer } from '@app/api-access';
import type { Request, Response } from 'express';
import { catchError, defer, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import { ProblemException } from '../problem-details/problem.exception.js';
import { ACTS } from './acts.decorator.js';
import { KnownRequests } from './known-requests.js';
import { requestIdentity } from './request-identity.js';

const KEPT_HEADERS = ['Location', 'Preference-Applied'];

/** Gives a request that comes again with its Idempotency-Key the first answer, and does nothing. What was refused may come again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly log: KnownRequests,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const acts = this.reflector.get<boolean | undefined>(ACTS, context.getHandler()) === true;
    const identity = acts ? requestIdentity(request) : undefined;
    if (!identity) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return defer(() => this.log.admit(identity)).pipe(
      mergeMap((admission) => {
        switch (admission.outcome) {
          case 'first':
            return this.perform(identity.id, response, next);
          case 'answered':
            return of(replay(admission.answer, response));
          case 'unanswered':
            throw unanswered();
          case 'another-request':
            throw reused();
        }
      }),
    );
  }

  private perform(id: string, response: Response, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) =>
        from(this.refused(id, error)).pipe(mergeMap(() => throwError(() => error))),
      ),
      mergeMap(async (answer: unknown) => {
        await this.log.answer(id, toStored(answer, response));
        return answer;
      }),
    );
  }

  /** Only a refusal is certain to have done nothing. */
  private async refused(id: string, error: unknown): Promise<void> {
    if (error instanceof HttpException) await this.log.forget(id);
  }
}

function toStored(answer: unknown, response: Response): StoredAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    status: response.statusCode,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: JSON.stringify(answer ?? null),
  };
}

function replay({ status, headers, body }: StoredAnswer, response: Response): unknown {
  response.status(status).set({ ...headers, 'Idempotent-Replayed': 'true' });
  const answer = JSON.parse(body) as unknown;
  return answer ?? undefined;
}

function unanswered(): ProblemException {
  return new ProblemException(
    'request-in-progress',
    'A request with this Idempotency-Key has no answer yet, or the API died in the middle of it. Ask again in a moment; if that stays so, look what became of it, then use another key.',
    { headers: { 'Retry-After': '1' } },
  );
}

function reused(): ProblemException {
  return new ProblemException(
    'idempotency-key-reused',
    'This Idempotency-Key was used for a request with another body. Use a new key for each act.',
  );
}
