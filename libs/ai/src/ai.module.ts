import { Global, Module } from '@nestjs/common';
import { MODEL_CLIENT } from './model/model-client.js';
import { OpenAiModelClient } from './model/openai-model-client.js';
import { ErrorSummarizer } from './summary/error-summarizer.js';

/** Needs aiSettings and a REDACTOR, both global. */
@Global()
@Module({
  providers: [{ provide: MODEL_CLIENT, useClass: OpenAiModelClient }, ErrorSummarizer],
  exports: [MODEL_CLIENT, ErrorSummarizer],
})
export class AiModule {}
