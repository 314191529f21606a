import type { StreamedEvent } from '@app/read-model';
import type { Response } from 'express';
import { once } from 'node:events';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

/** Server-sent events over one response: no faster than its reader takes them. */
export class EventStream {
  constructor(
    private readonly response: Response,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when the reader has gone or the signal aborts. */
  async send(events: AsyncIterable<StreamedEvent>): Promise<void> {
    this.open();
    const heartbeat = setInterval(() => this.response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const event of events) await this.write(event);
    } finally {
      clearInterval(heartbeat);
      this.response.end();
    }
  }

  private open(): void {
    this.response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    this.response.write(`retry: ${String(RETRY_MS)}\n\n`);
  }

  private async write(event: StreamedEvent): Promise<void> {
    const text = `id: ${String(event.sequence)}\nevent: ${event.name}\ndata: ${JSON.stringify(event)}\n\n`;
    if (this.response.write(text) || this.signal.aborted) return;
    await once(this.response, 'drain', { signal: this.signal }).catch(() => undefined);
  }
}
