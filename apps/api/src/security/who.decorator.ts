import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOf } from './caller.js';

/** The caller's name, as it stands in the audit log. */
export const Who = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    callerOf(context.switchToHttp().getRequest<Request>()).name,
);
