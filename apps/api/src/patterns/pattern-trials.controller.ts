import { Body, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { testExpressions } from '@app/detection';
import {
  patternTestShape,
  type PatternTestView,
  suggestionListShape,
  type SuggestionView,
} from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { listOf, type PatternTestRequest, patternTestRequest } from './pattern-test.js';
import { Suggestions } from './suggestions.js';

/** Patterns that are none yet. */
@Resource('patterns')
export class PatternTrialsController {
  constructor(private readonly suggestions: Suggestions) {}

  @Post('test')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Tries expressions on lines, without any consequence' })
  @TakesBody(patternTestRequest)
  @Answers(patternTestShape)
  @ProblemResponses()
  testPattern(
    @Body(new ShapePipe(patternTestRequest))
    { match, exclude, ignoreCase, lines }: PatternTestRequest,
  ): PatternTestView {
    return testExpressions({ match: listOf(match), exclude: listOf(exclude), ignoreCase }, lines);
  }

  @Get('suggestions')
  @ApiOperation({
    summary: 'Kinds of trouble in the watched logs that no pattern knows, the most frequent first',
    description: 'Looks at the last MiB of each log.',
  })
  @Answers(suggestionListShape)
  @ProblemResponses()
  async suggestPatterns(): Promise<{ readonly items: readonly SuggestionView[] }> {
    return { items: await this.suggestions.list() };
  }
}
