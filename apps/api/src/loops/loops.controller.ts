import { Body, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { LoopDesk } from '@app/healing';
import {
  LOOP_READER,
  loopListShape,
  type LoopReader,
  type LoopReset,
  loopResetShape,
  type LoopView,
} from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';

@Resource('loops')
export class LoopsController {
  constructor(
    @Inject(LOOP_READER) private readonly loops: LoopReader,
    private readonly desk: LoopDesk,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Loop guards: what may heal, what waits and what is paused' })
  @Answers(loopListShape)
  @ProblemResponses()
  async listLoops(): Promise<{ readonly items: readonly LoopView[] }> {
    return { items: await this.loops.list() };
  }

  @Post(':key/reset')
  @HttpCode(HttpStatus.OK)
  @Acts()
  @ApiOperation({ summary: 'Lets the heals of a trigger run again, with a fresh budget' })
  @TakesBody(reasonBody)
  @Answers(loopResetShape)
  @ProblemResponses('loop-not-found')
  async resetLoop(
    @Param('key') key: string,
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<LoopReset> {
    const guards = await this.desk.resetKey(who, key);
    if (guards.length === 0)
      throw new ProblemException(
        'loop-not-found',
        `There is no loop ${key}, or it was reset already. GET /api/loops lists them.`,
      );
    return { reset: guards.map(({ target, actionType }) => ({ target, actionType })) };
  }
}
