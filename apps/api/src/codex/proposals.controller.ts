import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Approval, ProposalDesk } from '@app/openai-operator';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { TakesBody } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Who } from '../security/who.decorator.js';
import { RepairJobResponse } from './repair-job.response.js';
import { RepairJobViews } from './repair-job-views.js';

/** Where people approve a patch that was only proposed. */
@ApiTags('codex')
@Controller('api/codex/jobs')
export class ProposalsController {
  constructor(
    private readonly desk: ProposalDesk,
    private readonly views: RepairJobViews,
  ) {}

  @Post(':id/apply')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({
    summary: 'Applies a proposed patch to the project',
    description:
      'The file is replaced at once, or not at all: refused when it was changed since, or when the proposal is too old. Asked again, it answers the same and does nothing. Then the patch is deployed, where that is switched on, and watched as any other.',
  })
  @TakesBody(reasonBody)
  @ApiOkResponse({ type: RepairJobResponse })
  @ProblemResponses('job-not-found', 'patch-not-applicable')
  async applyPatch(
    @Param('id') id: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<RepairJobResponse> {
    await this.views.find(id);
    const fix = applied(await this.desk.apply(id, who), id);
    // A deploy may take minutes, and may restart this API.
    if (fix.first) void this.desk.deploy(fix.fix);
    return this.views.find(id);
  }
}

function applied(approval: Approval, id: string): Extract<Approval, { outcome: 'applied' }> {
  switch (approval.outcome) {
    case 'applied':
      return approval;
    case 'unknown':
      throw notApplicable('nothing-proposed', `The repair ${id} proposes no patch.`);
    case 'refused':
      throw notApplicable(approval.reason, approval.message);
  }
}

function notApplicable(reason: string, message: string): ProblemException {
  return new ProblemException('patch-not-applicable', message, { members: { reason } });
}
