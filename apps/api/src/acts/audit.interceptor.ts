import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { EventBus } from '@app/event-bus';
import type { Request, Response } from 'express';
import { catchError, from, mergeMap, type Observable, throwError } from 'rxjs';
import { ProblemException } from '../problem-details/problem.exception.js';
import { callerOf } from '../security/caller.js';
import { ACTS } from './acts.decorator.js';

/** Writes down who asked for what, and what they were answered: an event, from which the watchdog makes a line of the audit log. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly logger = new Logger(AuditInterceptor.name);

  constructor(
    private readonly bus: EventBus,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get<boolean | undefined>(ACTS, context.getHandler()) !== true)
      return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const response = context.switchToHttp().getResponse<Response>();
        await this.record(context, response.statusCode);
        return answer;
      }),
      catchError((error: unknown) =>
        from(this.record(context, statusOf(error))).pipe(mergeMap(() => throwError(() => error))),
      ),
    );
  }

  private async record(context: ExecutionContext, status: number): Promise<void> {
    const request = context.switchToHttp().getRequest<Request>();
    const parameters = { ...request.params, ...(request.body as object | undefined) };
    const call = {
      who: callerOf(request).name,
      operation: context.getHandler().name,
      parameters,
      status,
    };
    try {
      await this.bus.publish('api.called', call);
    } catch (error) {
      // What was done is done: the caller must not believe otherwise, and do it again.
      this.logger.error({ msg: 'A call cannot be written down', ...call, error: String(error) });
    }
  }
}

function statusOf(error: unknown): number {
  return error instanceof ProblemException ? error.getStatus() : 500;
}
