import { Global, Module } from '@nestjs/common';
import { MODEL_CLIENT } from './model/model-client.js';
import { OpenAiModelClient } from './model/openai-model-client.js';
import { ErrorSummarizer } from './summary/error-summarizer.js';
import { SummaryDesk } from './summary/summary-desk.js';

/** Needs aiSettings, platformSettings, a REDACTOR, a CLOCK and a SUMMARY_STORE, all global. */
@Global()
@Module({
  providers: [{ provide: MODEL_CLIENT, useClass: OpenAiModelClient }, ErrorSummarizer, SummaryDesk],
  exports: [MODEL_CLIENT, ErrorSummarizer, SummaryDesk],
})
export class AiModule {}
