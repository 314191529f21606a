import { Body, Delete, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PauseDesk } from '@app/healing';
import { pauseListShape, pauseShape, type PauseView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';
import { Automation } from './automation.js';
import { type PauseRequest, pauseRequest } from './pause-request.js';

interface PauseList {
  readonly items: readonly PauseView[];
}

@Resource('pauses')
export class PausesController {
  constructor(
    private readonly desk: PauseDesk,
    private readonly automation: Automation,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The pauses in force, the longest first' })
  @Answers(pauseListShape)
  @ProblemResponses()
  async listPauses(): Promise<PauseList> {
    return { items: await this.desk.list() };
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: 'Pauses the heals of every service, for instance for a release' })
  @TakesBody(pauseRequest)
  @Answers(pauseShape)
  @ProblemResponses()
  pauseAll(
    @Body(new ShapePipe(pauseRequest)) request: PauseRequest,
    @Who() who: string,
  ): Promise<PauseView> {
    return this.automation.pause(null, request, who);
  }

  @Delete()
  @Acts()
  @ApiOperation({
    summary: 'Ends the pause of everything; pauses of single services go on',
  })
  @Answers(pauseListShape, 'The pauses that are left')
  @ProblemResponses('not-paused')
  async resumeAll(@Who() who: string): Promise<PauseList> {
    return { items: await this.automation.resume(null, who) };
  }
}
