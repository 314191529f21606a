import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { EventFeed } from '../events/event-feed.js';
import { EventStream } from '../events/event-stream.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { untilClosed } from '../until-closed.js';
import { JobProgress } from './job-progress.js';
import { Repairs } from './repairs.js';

@ApiTags('codex')
@Controller('api/codex/jobs')
export class JobEventsController {
  constructor(
    private readonly repairs: Repairs,
    private readonly progress: JobProgress,
    private readonly feed: EventFeed,
  ) {}

  @Get(':id/events')
  @ApiOperation({
    summary: 'A repair as it goes on, as server-sent events',
    description:
      'An event `job` with the repair for each of its states, beginning with the present one, and an event `step` for the start and the end of each task of the pipeline (`at`, `event`, `task`, `outcome`, `message`, `durationMs`, `candidate`, `round`). The stream ends with the repair.',
  })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ProblemResponses('job-not-found', 'fleet-database-away')
  async streamJob(@Param('id') id: string, @Res() response: Response): Promise<void> {
    await this.repairs.find(id);
    const signal = AbortSignal.any([untilClosed(response), this.feed.closed]);
    await new EventStream(response, signal).send(this.progress.follow(id, signal));
  }
}
