import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { TakesBody } from '../open-api/shapes.decorators.js';
import { Who } from '../security/who.decorator.js';
import { RepairJobResponse } from './repair-job.response.js';
import { Repairs } from './repairs.js';

/** Where people approve a patch that was only proposed. */
@ApiTags('codex')
@Controller('api/codex/jobs')
export class ProposalsController {
  constructor(private readonly repairs: Repairs) {}

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
  @ProblemResponses(
    'job-not-found',
    'patch-not-applicable',
    'repair-instance-away',
    'fleet-database-away',
  )
  async applyPatch(
    @Param('id') id: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<RepairJobResponse> {
    return this.repairs.apply(id, who);
  }
}
