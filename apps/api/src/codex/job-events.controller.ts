import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { REPAIR_JOB_STORE, type RepairJobStore } from '@app/openai-operator';
import type { Response } from 'express';
import { EventFeed } from '../events/event-feed.js';
import { EventStream } from '../events/event-stream.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { untilClosed } from '../until-closed.js';
import { JobProgress } from './job-progress.js';

@ApiTags('codex')
@Controller('api/codex/jobs')
export class JobEventsController {
  constructor(
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
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
  @ProblemResponses('job-not-found')
  async streamJob(@Param('id') id: string, @Res() response: Response): Promise<void> {
    if (!(await this.store.find(id)))
      throw new ProblemException(
        'job-not-found',
        `There is no repair ${id}. GET /api/codex/jobs lists the newest ones.`,
      );
    const signal = AbortSignal.any([untilClosed(response), this.feed.closed]);
    await new EventStream(response, signal).send(this.progress.follow(id, signal));
  }
}
