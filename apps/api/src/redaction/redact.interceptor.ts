import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import { RedactedTexts } from './redacted-texts.js';

/** Nothing that a log, a command or a model said leaves the API with a secret in it. */
@Injectable()
export class RedactInterceptor implements NestInterceptor {
  constructor(private readonly texts: RedactedTexts) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(mergeMap((answer: unknown) => this.texts.redact(answer)));
  }
}
