import { Body, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { pauseListShape, pauseShape, type PauseView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Automation } from '../pauses/automation.js';
import { type PauseRequest, pauseRequest } from '../pauses/pause-request.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';

@Resource('services')
export class ServiceActsController {
  constructor(private readonly automation: Automation) {}

  @Post(':name/pause')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: 'Pauses the heals of a service; it goes on being watched' })
  @TakesBody(pauseRequest)
  @Answers(pauseShape)
  @ProblemResponses('service-not-found')
  pauseService(
    @Param('name') name: string,
    @Body(new ShapePipe(pauseRequest)) request: PauseRequest,
    @Who() who: string,
  ): Promise<PauseView> {
    return this.automation.pause(name, request, who);
  }

  @Post(':name/resume')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: "Ends a service's pause" })
  @TakesBody(reasonBody)
  @Answers(pauseListShape, 'The pauses that are left')
  @ProblemResponses('not-paused')
  async resumeService(
    @Param('name') name: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<{ readonly items: readonly PauseView[] }> {
    return { items: await this.automation.resume(name, who) };
  }
}
