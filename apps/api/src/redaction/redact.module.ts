import { Global, Module } from '@nestjs/common';
import { RedactedTexts } from './redacted-texts.js';
import { RedactInterceptor } from './redact.interceptor.js';

@Global()
@Module({
  providers: [RedactedTexts, RedactInterceptor],
  exports: [RedactedTexts, RedactInterceptor],
})
export class RedactModule {}
