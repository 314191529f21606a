import { Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { EventStream } from '../events/event-stream.js';
import { frames } from '../events/events.controller.js';
import { lastEventId, type StreamQuery, streamQuery } from '../events/stream-query.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { TakesQuery } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { untilClosed } from '../until-closed.js';
import { FleetFeed } from './fleet-feed.js';

@Resource('fleet')
export class FleetEventsController {
  constructor(private readonly feed: FleetFeed) {}

  @Get('events')
  @ApiOperation({
    summary: 'Everything that happens on any host, as server-sent events',
    description:
      'As GET /api/events, with the events of all hosts. The ids are the same through every instance of the API: a reader goes on through another one, with Last-Event-ID, without a gap.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last `id` received' })
  @TakesQuery(streamQuery)
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ProblemResponses('fleet-off', 'fleet-database-away')
  async streamFleetEvents(
    @Headers('last-event-id') header: string | undefined,
    @Query(new ShapePipe(streamQuery)) query: StreamQuery,
    @Res() response: Response,
  ): Promise<void> {
    const signal = AbortSignal.any([untilClosed(response), this.feed.closed]);
    const newest = await this.feed.newest();
    const after = Math.min(lastEventId(header, query) ?? newest, newest);
    await new EventStream(response, signal).send(frames(this.feed.follow(after, signal)));
  }
}
