import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { RepairQueue } from '@app/openai-operator';
import type { Request, Response } from 'express';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { callerOf, incidentOf } from '../security/caller.js';
import { untilClosed } from '../until-closed.js';
import { preferredWait } from './preferred-wait.js';
import { RepairJobList, RepairJobReceipt, RepairJobResponse } from './repair-job.response.js';
import { RepairRequests } from './repair-requests.js';
import { RepairTeller } from './repair-teller.js';
import { Repairs } from './repairs.js';
import { SuggestFixRequest } from './suggest-fix.request.js';

const LISTED_JOBS = 50;

@ApiTags('codex')
@Controller('api/codex')
export class CodexController {
  constructor(
    private readonly requests: RepairRequests,
    private readonly queue: RepairQueue,
    private readonly repairs: Repairs,
    private readonly teller: RepairTeller,
  ) {}

  @Post('suggest-fix')
  @Acts()
  @ApiOperation({
    summary: 'Asks the model for a fix, which is kept only if the tests pass',
    description:
      'Runs as a job. The same request, made again while its job is open, gets that job. Repairs of one file run one after the other, others side by side (CODEX_PARALLEL_JOBS).',
  })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=N`: answer with the result if it is there within N seconds (at most 60)',
  })
  @ApiHeader({
    name: 'X-Correlation-Id',
    required: false,
    description: 'The incident that the repair is for',
  })
  @ApiAcceptedResponse({ type: RepairJobReceipt, description: 'Accepted; Location names the job' })
  @ApiOkResponse({ type: RepairJobResponse, description: 'Done within the preferred wait' })
  @ProblemResponses(
    'invalid-request',
    'malformed-request',
    'body-too-large',
    'unsupported-media-type',
    'file-not-repairable',
    'queue-full',
    'model-not-configured',
    'shutting-down',
  )
  async suggestFix(
    @Body() body: SuggestFixRequest,
    @Headers('prefer') prefer: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RepairJobReceipt> {
    const { id, status } = await this.requests.accept(body, {
      name: callerOf(request).name,
      correlationId: incidentOf(request),
    });
    await this.teller.tellAtOnce(id);
    response.location(`/api/codex/jobs/${id}`);
    const seconds = preferredWait(prefer);
    if (seconds === undefined) return receipt(response, { id, status });

    response.set('Preference-Applied', `wait=${String(seconds)}`);
    await this.queue.wait(id, seconds * 1_000, untilClosed(response));
    const job = await this.repairs.find(id);
    if (job.status !== 'done') return receipt(response, job);
    response.status(HttpStatus.OK);
    return job;
  }

  @Get('jobs')
  @ApiOperation({
    summary: 'The newest repairs',
    description:
      'In a fleet those of all instances of the API; only of this one while the database of the fleet is away.',
  })
  @ApiOkResponse({ type: RepairJobList })
  @ProblemResponses()
  async listJobs(): Promise<RepairJobList> {
    return { jobs: await this.repairs.newest(LISTED_JOBS) };
  }

  @Get('jobs/:id')
  @ApiOperation({ summary: 'One repair and, once it is done, its result' })
  @ApiOkResponse({ type: RepairJobResponse })
  @ProblemResponses('job-not-found', 'fleet-database-away')
  async findJob(@Param('id') id: string): Promise<RepairJobResponse> {
    return this.repairs.find(id);
  }

  @Delete('jobs/:id')
  @Acts()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Cancels a repair that waits or runs',
    description: 'It ends for everybody who asked for it, and leaves the tree untouched.',
  })
  @ApiAcceptedResponse({ type: RepairJobReceipt, description: 'It is being cancelled' })
  @ProblemResponses('job-not-found', 'job-done', 'repair-instance-away', 'fleet-database-away')
  async cancelJob(@Param('id') id: string, @Req() request: Request): Promise<RepairJobReceipt> {
    const { status } = await this.repairs.cancel(id, callerOf(request).name);
    return { id, status };
  }
}

function receipt(response: Response, { id, status }: RepairJobReceipt): RepairJobReceipt {
  response.status(HttpStatus.ACCEPTED);
  return { id, status };
}
