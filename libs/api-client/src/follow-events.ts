import type { StreamedEvent } from './generated/schemas.js';
import { serverSentEvents } from './server-sent-events.js';
import type { Transport } from './transport.js';

/**
 * Everything that happens, as it happens, until the transport's signal aborts.
 *
 * The caller goes on after a break by passing the sequence number of the last event it has seen: nothing
 * is missed. Ends when the API ends the stream, throws what `fetch` throws when the connection breaks.
 *
 * @param after 0: from the beginning; absent: what comes from now on
 */
export async function* followEvents(
  transport: Transport,
  after?: number,
): AsyncGenerator<StreamedEvent> {
  const headers = after === undefined ? {} : { 'Last-Event-ID': String(after) };
  const response = await transport.open('GET', '/api/events', {}, headers);
  if (!response.body) return;
  for await (const { data } of serverSentEvents(response.body))
    yield JSON.parse(data) as StreamedEvent;
}
