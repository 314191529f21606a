import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RedactInterceptor } from './redact.interceptor.js';

/** A controller of `/api/NAME` whose answers hold texts from elsewhere. */
export function Resource(name: string) {
  return applyDecorators(
    ApiTags(name),
    Controller(`api/${name}`),
    UseInterceptors(RedactInterceptor),
  );
}
