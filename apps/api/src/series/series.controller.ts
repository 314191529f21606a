import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CLOCK, type Clock } from '@app/clock';
import { SERIES_READER, type SeriesReader, seriesShape, type SeriesView } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesQuery } from '../open-api/shapes.decorators.js';
import { seriesFields, seriesQuery } from './series-query.js';

@ApiTags('series')
@Controller('api/series')
export class SeriesController {
  constructor(
    @Inject(SERIES_READER) private readonly series: SeriesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What the monitors measured, for charts; the last hour where no time is given',
  })
  @TakesQuery(seriesFields)
  @Answers(seriesShape)
  @ProblemResponses()
  async readSeries(@Query() given: unknown): Promise<SeriesView> {
    const query = new ShapePipe(seriesQuery(() => this.clock.now())).transform(given);
    const points = await this.series.points(query);
    return { name: query.name, unit: unitOf(query.name), points: points.map((pair) => [...pair]) };
  }
}

function unitOf(name: string): SeriesView['unit'] {
  if (name === 'event-loop' || name.startsWith('probe:')) return 'ms';
  return name.startsWith('service-memory:') ? 'bytes' : 'percent';
}
