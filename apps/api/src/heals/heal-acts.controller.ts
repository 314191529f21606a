import { Body, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { HealDesk, type VoteResult } from '@app/healing';
import {
  healPreviewShape,
  type HealPreview,
  type HealSummary,
  healSummaryShape,
} from '@app/read-model';
import type { Response } from 'express';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';
import { type HealRequest, healRequest } from './heal-request.js';
import { ManualHeals } from './manual-heals.js';

/** Where people and programs ask for heals and decide on them. The watchdog acts. */
@Resource('heals')
export class HealActsController {
  constructor(
    private readonly desk: HealDesk,
    private readonly manual: ManualHeals,
  ) {}

  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts()
  @ApiOperation({
    summary: 'Asks for a heal by hand; with dryRun, says what would be done',
    description: 'The watchdog begins within a second. Location names the heal.',
  })
  @TakesBody(healRequest)
  @Answers(healSummaryShape, 'Accepted', HttpStatus.ACCEPTED)
  @Answers(healPreviewShape, 'What would be done', HttpStatus.OK)
  @ProblemResponses('heal-running', 'loop-open')
  async requestHeal(
    @Body(new ShapePipe(healRequest)) request: HealRequest,
    @Who() who: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HealSummary | HealPreview> {
    if (request.dryRun) {
      response.status(HttpStatus.OK);
      return this.manual.preview(request, who);
    }
    const heal = await this.manual.request(request, who);
    response.location(`/api/heals/${heal.id}`);
    return heal;
  }

  @Post(':id/approve')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({
    summary: 'Approves a heal that waits for a person',
    description:
      'Of two approvals at the same time, one counts. One that comes too late is refused.',
  })
  @TakesBody(reasonBody)
  @Answers(healSummaryShape)
  @ProblemResponses('heal-not-found', 'heal-not-waiting')
  async approveHeal(
    @Param('id') id: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<HealSummary> {
    return this.voted(id, 'approved', await this.desk.approve(id, who));
  }

  @Post(':id/reject')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: 'Rejects a heal that waits for a person' })
  @TakesBody(reasonBody)
  @Answers(healSummaryShape)
  @ProblemResponses('heal-not-found', 'heal-not-waiting')
  async rejectHeal(
    @Param('id') id: string,
    @Body(new ShapePipe(reasonBody)) { reason }: ReasonBody,
    @Who() who: string,
  ): Promise<HealSummary> {
    return this.voted(id, 'rejected', await this.desk.reject(id, who, reason));
  }

  @Post(':id/cancel')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({
    summary: 'Cancels a heal that waits or runs',
    description: 'One that runs is ended by the watchdog within a second.',
  })
  @TakesBody(reasonBody)
  @Answers(healSummaryShape)
  @ProblemResponses('heal-not-found', 'heal-not-waiting')
  async cancelHeal(
    @Param('id') id: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<HealSummary> {
    return this.voted(id, 'cancelled', await this.desk.cancel(id, who));
  }

  private voted(id: string, what: string, { outcome }: VoteResult): Promise<HealSummary> {
    return outcome === 'too-late' ? this.manual.refuse(id, what) : this.manual.summary(id);
  }
}
