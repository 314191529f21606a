import { Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type LogTail, logTailShape } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesQuery } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { type LogQuery, logQuery } from './log-query.js';
import { LogTails } from './log-tails.js';

@Resource('logs')
export class LogsController {
  constructor(private readonly tails: LogTails) {}

  @Get()
  @ApiOperation({
    summary: 'The last lines of a watched log, redacted, each with the patterns that count it',
    description: 'Of a glob, the file that was written last. At most 1 MiB of it is read.',
  })
  @TakesQuery(logQuery)
  @Answers(logTailShape)
  @ProblemResponses('invalid-request', 'source-not-found', 'log-not-readable')
  readLog(@Query(new ShapePipe(logQuery)) { source, lines }: LogQuery): Promise<LogTail> {
    return this.tails.read(source, lines);
  }
}
