import { Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AlertChannels } from '@app/alerting';
import {
  ALERT_READER,
  type AlertDetail,
  alertDetailShape,
  alertPageShape,
  type AlertReader,
  type AlertSummary,
  type Page,
} from '@app/read-model';
import { z } from 'zod';
import { pageFields, toPageQuery } from '../open-api/page-query.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesQuery } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';

const alertQuery = z.object(pageFields);
type AlertQuery = z.output<typeof alertQuery>;

@Resource('alerts')
export class AlertsController {
  constructor(
    @Inject(ALERT_READER) private readonly alerts: AlertReader,
    private readonly channels: AlertChannels,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Alerts, newest first, each with its deliveries' })
  @TakesQuery(alertQuery)
  @Answers(alertPageShape)
  @ProblemResponses()
  listAlerts(@Query(new ShapePipe(alertQuery)) query: AlertQuery): Promise<Page<AlertSummary>> {
    return this.alerts.page(toPageQuery(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One alert, and exactly what each channel sends for it' })
  @Answers(alertDetailShape)
  @ProblemResponses('alert-not-found')
  async findAlert(@Param('id') id: string): Promise<AlertDetail> {
    const alert = await this.alerts.find(id);
    if (!alert)
      throw new ProblemException(
        'alert-not-found',
        `There is no alert ${id}. GET /api/alerts lists the newest.`,
      );
    const { summary, message } = alert;
    const payloads = this.channels
      .enabled()
      .map((channel) => ({ channel: channel.id, payload: channel.render(message) }));
    return { ...summary, message: { ...message }, payloads };
  }
}
