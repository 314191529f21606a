import { Get, Inject } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { LOOP_READER, loopListShape, type LoopReader, type LoopView } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';

@Resource('loops')
export class LoopsController {
  constructor(@Inject(LOOP_READER) private readonly loops: LoopReader) {}

  @Get()
  @ApiOperation({ summary: 'Loop guards: what may heal, what waits and what is paused' })
  @Answers(loopListShape)
  @ProblemResponses()
  async listLoops(): Promise<{ readonly items: readonly LoopView[] }> {
    return { items: await this.loops.list() };
  }
}
