import { Body, HttpCode, HttpStatus, Inject, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { formatProblem, parsePatternConfig, PATTERN_FILE, type PatternFile } from '@app/detection';
import { EventBus } from '@app/event-bus';
import { problemsShape, type ProblemsView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { type ReasonBody, reasonBody } from '../acts/reason.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';
import { type ConfigText, configText } from './config-text.js';
import { WatchedPatterns } from './watched-patterns.js';

@Resource('config')
export class ConfigActsController {
  constructor(
    @Inject(PATTERN_FILE) private readonly file: PatternFile,
    private readonly patterns: WatchedPatterns,
    private readonly bus: EventBus,
  ) {}

  @Post('validate')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Checks the text of a pattern file, without any consequence' })
  @TakesBody(configText)
  @Answers(problemsShape)
  @ProblemResponses()
  validateConfig(@Body(new ShapePipe(configText)) { text }: ConfigText): ProblemsView {
    const parsed = parsePatternConfig(text, this.file.schema, this.file.defaults);
    return { problems: parsed.ok ? [] : parsed.problems.map(formatProblem) };
  }

  @Post('reload')
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts('admin')
  @ApiOperation({
    summary: 'Has the watchdog read the pattern file now',
    description:
      'It does so by itself within seconds, too. A file with problems changes nothing; they are told here.',
  })
  @TakesBody(reasonBody)
  @Answers(problemsShape, 'The problems of the file on disk', HttpStatus.ACCEPTED)
  @ProblemResponses()
  async reloadConfig(
    @Body(new ShapePipe(reasonBody)) _body: ReasonBody,
    @Who() who: string,
  ): Promise<ProblemsView> {
    await this.bus.publish('config.reload-asked', { who });
    const { problems } = await this.patterns.current();
    return { problems };
  }
}
