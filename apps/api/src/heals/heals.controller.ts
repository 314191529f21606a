import { Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import {
  HEAL_READER,
  type HealDetail,
  healDetailShape,
  healPageShape,
  type HealReader,
  type HealSummary,
  healViewStatuses,
  type Page,
} from '@app/read-model';
import { z } from 'zod';
import { nameField, pageFields, toPageQuery } from '../open-api/page-query.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesQuery } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { HealDetails } from './heal-details.js';

const healQuery = z.object({
  ...pageFields,
  status: z.enum(healViewStatuses).optional(),
  service: nameField,
});
type HealQuery = z.output<typeof healQuery>;

@Resource('heals')
export class HealsController {
  constructor(
    @Inject(HEAL_READER) private readonly heals: HealReader,
    private readonly details: HealDetails,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Heals, newest first' })
  @TakesQuery(healQuery)
  @Answers(healPageShape)
  @ProblemResponses()
  listHeals(@Query(new ShapePipe(healQuery)) query: HealQuery): Promise<Page<HealSummary>> {
    return this.heals.page(toPageQuery(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One heal, step by step, with its output and its diff' })
  @Answers(healDetailShape)
  @ProblemResponses('heal-not-found')
  findHeal(@Param('id') id: string): Promise<HealDetail> {
    return this.details.find(id);
  }
}
