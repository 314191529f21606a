import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditInterceptor } from './audit.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { KnownRequests } from './known-requests.js';

/** What every route that acts passes: an answer that is given again is no act, so the audit comes second. */
@Module({
  providers: [
    KnownRequests,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
})
export class ActsModule {}
