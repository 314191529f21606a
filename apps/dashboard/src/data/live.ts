import { authorization } from '../api/api-key.js';
import { concerns } from './concerned-paths.js';
import { queries } from './queries.js';
import { Signal } from './signal.js';
import { type ServerEvent, SseParser } from './sse-parser.js';

export type LiveState = 'connecting' | 'live' | 'offline';

/** Events come in bursts; one question answers for all of a burst. */
const GATHER_MS = 250;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Follows the API's events, without a gap over reconnects, and has what they change asked for again. */
class Live {
  readonly state = new Signal<LiveState>('connecting');
  private lastId = '';
  private waitMs = FIRST_WAIT_MS;
  private gathered: ServerEvent[] = [];

  async follow(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.listen(signal).catch(() => undefined);
      if (signal.aborted) return;
      this.state.set('offline');
      await new Promise((resolve) => setTimeout(resolve, this.waitMs));
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const response = await fetch('/api/events', {
      headers: { Accept: 'text/event-stream', ...authorization(), ...this.resume() },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body) return;
    if (this.state.get() === 'offline') queries.invalidate(() => true);
    this.state.set('live');
    this.waitMs = FIRST_WAIT_MS;
    const parser = new SseParser();
    for await (const text of pieces(response.body)) parser.push(text).forEach(this.gather);
  }

  private resume(): Record<string, string> {
    return this.lastId === '' ? {} : { 'Last-Event-ID': this.lastId };
  }

  private readonly gather = (event: ServerEvent): void => {
    this.lastId = event.id;
    if (this.gathered.length === 0) setTimeout(this.tell, GATHER_MS);
    this.gathered.push(event);
  };

  private readonly tell = (): void => {
    const tests = this.gathered.map((event) => concerns(happened(event)));
    this.gathered = [];
    queries.invalidate((path) => tests.some((test) => test(path)));
  };
}

/** Not every browser can iterate over a stream. */
async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

function happened({ name, data }: ServerEvent) {
  const event = JSON.parse(data) as {
    readonly incidentId?: string;
    readonly payload?: { readonly healId?: string };
  };
  const healId = event.payload?.healId;
  return {
    name,
    ...(event.incidentId === undefined ? {} : { incidentId: event.incidentId }),
    ...(healId === undefined ? {} : { healId }),
  };
}

export const live = new Live();
