import { Body, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AlertChannels, AlertTest } from '@app/alerting';
import { alertTestShape, type AlertTestView } from '@app/read-model';
import { z } from 'zod';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';

const alertTestRequest = z.strictObject({
  channel: z.string().min(1).max(100).optional().describe('By default all that are configured'),
});
type AlertTestRequest = z.output<typeof alertTestRequest>;

@Resource('alerts')
export class AlertActsController {
  constructor(
    private readonly test: AlertTest,
    private readonly channels: AlertChannels,
  ) {}

  @Post('test')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: 'Sends exactly what a real incident sends, marked as a test' })
  @TakesBody(alertTestRequest)
  @Answers(alertTestShape)
  @ProblemResponses('channel-not-found')
  async testAlerts(
    @Body(new ShapePipe(alertTestRequest)) { channel }: AlertTestRequest,
  ): Promise<AlertTestView> {
    const known = this.channels.enabled().map(({ id }) => id);
    if (channel !== undefined && !known.includes(channel))
      throw new ProblemException(
        'channel-not-found',
        `There is no channel ${channel} that is configured; there are: ${known.join(', ')}.`,
      );
    const results = await this.test.run(channel);
    return {
      results: results.map(({ channel: id, outcome }) => ({
        channel: id,
        ok: outcome.ok,
        detail: outcome.ok ? '' : outcome.message,
      })),
    };
  }
}
