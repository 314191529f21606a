import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErrorSummarizer } from '@app/ai';
import type { Response } from 'express';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Needs } from '../security/needs.decorator.js';
import { untilClosed } from '../until-closed.js';
import { ErrorSummaryResponse } from './error-summary.response.js';
import { SummarizeErrorRequest } from './summarize-error.request.js';

/** A caller waits for the answer: rather the rules' summary soon than the model's some time. */
const MODEL_LIMIT_MS = 30_000;

@ApiTags('ai')
@Controller('api/ai')
export class AiController {
  constructor(private readonly summarizer: ErrorSummarizer) {}

  @Post('summarize-error')
  @Needs('heal')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Says in plain words what an error is, what may cause it and where to look',
    description: 'By the model where one is configured and answers within 30 s, else by rules.',
  })
  @ApiOkResponse({ type: ErrorSummaryResponse })
  @ProblemResponses(
    'invalid-request',
    'malformed-request',
    'body-too-large',
    'unsupported-media-type',
  )
  async summarizeError(
    @Body() { logSnippet }: SummarizeErrorRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ErrorSummaryResponse> {
    const limit = AbortSignal.any([untilClosed(response), AbortSignal.timeout(MODEL_LIMIT_MS)]);
    return this.summarizer.summarize(logSnippet, limit);
  }
}
