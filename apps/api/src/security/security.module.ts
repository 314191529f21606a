import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiAccessModule } from '@app/api-access';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { apiSettings, type ApiSettings } from '../api.settings.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { FailedAttempts } from './failed-attempts.js';
import { JsonBodyGuard } from './json-body.guard.js';
import { KeyRing } from './key-ring.js';

const MINUTE_MS = 60_000;

/** The guards of every route, in this order: a caller who guesses keys is slowed down before the key is looked at. */
@Module({
  imports: [
    ApiAccessModule,
    ThrottlerModule.forRootAsync({
      inject: [apiSettings.token],
      useFactory: ({ rateLimitPerMinute }: ApiSettings) => [
        { ttl: MINUTE_MS, limit: rateLimitPerMinute },
      ],
    }),
  ],
  providers: [
    FailedAttempts,
    KeyRing,
    { provide: APP_GUARD, useClass: ThrottlerGuard },
    { provide: APP_GUARD, useClass: ApiKeyGuard },
    { provide: APP_GUARD, useClass: JsonBodyGuard },
  ],
  exports: [ApiAccessModule, KeyRing],
})
export class SecurityModule {}
