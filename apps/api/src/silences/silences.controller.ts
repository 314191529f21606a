import { Body, Delete, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import { type Silence, Silences } from '@app/alerting';
import { silenceListShape, silenceShape, type SilenceView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody, TakesQuery } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';
import {
  type SilenceQuery,
  silenceQuery,
  type SilenceRequest,
  silenceRequest,
} from './silence-request.js';

@Resource('silences')
export class SilencesController {
  constructor(private readonly silences: Silences) {}

  @Get()
  @ApiOperation({ summary: 'Silences in force, the first to end first' })
  @TakesQuery(silenceQuery)
  @Answers(silenceListShape)
  @ProblemResponses()
  async listSilences(
    @Query(new ShapePipe(silenceQuery)) { ended }: SilenceQuery,
  ): Promise<{ readonly items: readonly SilenceView[] }> {
    const found = await (ended === 'true' ? this.silences.list() : this.silences.active());
    return { items: found.map(toView) };
  }

  @Post()
  @HttpCode(HttpStatus.CREATED)
  @Acts()
  @ApiOperation({ summary: 'No alerts of this kind for a while; healing goes on' })
  @TakesBody(silenceRequest)
  @Answers(silenceShape, 'In force from now on', HttpStatus.CREATED)
  @ProblemResponses()
  async createSilence(
    @Body(new ShapePipe(silenceRequest)) { matchers, minutes, reason }: SilenceRequest,
    @Who() createdBy: string,
  ): Promise<SilenceView> {
    return toView(
      await this.silences.create({ matchers: given(matchers), minutes, reason, createdBy }),
    );
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Acts()
  @ApiOperation({ summary: 'Ends a silence now' })
  @ApiNoContentResponse({ description: 'Ended' })
  @ProblemResponses('silence-not-found')
  async endSilence(@Param('id') id: string): Promise<void> {
    if (await this.silences.expire(id)) return;
    throw new ProblemException(
      'silence-not-found',
      `There is no silence ${id}, or it has ended already. GET /api/silences lists them.`,
    );
  }
}

function toView({ id, matchers, reason, createdBy, startsAt, endsAt }: Silence): SilenceView {
  return { id, matchers, reason, createdBy, createdAt: startsAt, expiresAt: endsAt };
}

/** Without the members that were not given. */
function given(matchers: SilenceRequest['matchers']): Silence['matchers'] {
  return Object.fromEntries(Object.entries(matchers).filter(([, value]) => value !== undefined));
}
