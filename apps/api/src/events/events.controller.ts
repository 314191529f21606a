import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StreamedEvent } from '@app/read-model';
import type { Response } from 'express';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { TakesQuery } from '../open-api/shapes.decorators.js';
import { untilClosed } from '../until-closed.js';
import { EventFeed } from './event-feed.js';
import { EventStream, type Frame } from './event-stream.js';
import { lastEventId, type StreamQuery, streamQuery } from './stream-query.js';

@ApiTags('events')
@Controller('api/events')
export class EventsController {
  constructor(private readonly feed: EventFeed) {}

  @Get()
  @ApiOperation({
    summary: 'Everything that happens, as server-sent events',
    description:
      'Each event has its sequence number as `id`, its name as `event` and a StreamedEvent as `data`. With Last-Event-ID the stream goes on after that event without a gap; else it begins now. A comment comes each 15 s.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last `id` received' })
  @TakesQuery(streamQuery)
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ProblemResponses()
  async streamEvents(
    @Headers('last-event-id') header: string | undefined,
    @Query(new ShapePipe(streamQuery)) query: StreamQuery,
    @Res() response: Response,
  ): Promise<void> {
    const signal = AbortSignal.any([untilClosed(response), this.feed.closed]);
    const newest = await this.feed.newest();
    // A number that is yet to come is of another database: there is nothing to go on after.
    const after = Math.min(lastEventId(header, query) ?? newest, newest);
    await new EventStream(response, signal).send(frames(this.feed.follow(after, signal)));
  }
}

export async function* frames(events: AsyncIterable<StreamedEvent>): AsyncGenerator<Frame> {
  for await (const event of events)
    yield { id: String(event.sequence), event: event.name, data: event };
}
