import type { Response } from 'express';
import { once } from 'node:events';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

/** One server-sent event; `data` is sent as JSON. */
export interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** Server-sent events over one response: no faster than its reader takes them. */
export class EventStream {
  constructor(
    private readonly response: Response,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when there are no more, the reader has gone or the signal aborts. */
  async send(frames: AsyncIterable<Frame>): Promise<void> {
    this.open();
    const heartbeat = setInterval(() => this.response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const frame of frames) await this.write(frame);
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

  private async write({ id, event, data }: Frame): Promise<void> {
    const text = `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    if (this.response.write(text) || this.signal.aborted) return;
    await once(this.response, 'drain', { signal: this.signal }).catch(() => undefined);
  }
}
