import { Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { statusShape, type StatusView } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { StatusQuery } from './status-query.js';

@Resource('status')
export class StatusController {
  constructor(private readonly status: StatusQuery) {}

  @Get()
  @ApiOperation({ summary: 'How things stand in one sentence, and what needs a person' })
  @Answers(statusShape)
  @ProblemResponses()
  readStatus(): Promise<StatusView> {
    return this.status.now();
  }
}
