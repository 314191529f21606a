import { TextDecoderStream } from 'node:stream/web';

const RETURN_AFTER_MS = 1_000;
const QUIET_MS = 1_500;

/** Follows the event stream, and notes the sequence numbers that it saw. */
export class EventReader {
  seen = [];
  returns = -1;
  #stopping = new AbortController();
  #running = Promise.resolve();
  #url;
  #comesBack;

  constructor(url, comesBack) {
    this.#url = url;
    this.#comesBack = comesBack;
  }

  /** Every sequence number there is, as a fresh reader gets them. */
  static async all(url) {
    const reader = new EventReader(url, false);
    reader.start(0);
    for (let before = -1; before < reader.seen.length;) {
      before = reader.seen.length;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
    await reader.stop();
    return reader.seen;
  }

  start(after) {
    this.#running = this.#run(after);
  }

  async stop() {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(first) {
    while (!this.#stopping.signal.aborted) {
      this.returns += 1;
      await this.#follow(this.seen.at(-1) ?? first).catch((error) => {
        if (!['AbortError', 'TimeoutError'].includes(error.name)) throw error;
      });
    }
  }

  async #follow(after) {
    const limits = [this.#stopping.signal];
    if (this.#comesBack) limits.push(AbortSignal.timeout(RETURN_AFTER_MS));
    const response = await fetch(`${this.#url}/api/events`, {
      headers: { 'Last-Event-ID': String(after) },
      signal: AbortSignal.any(limits),
    });
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
        if (id !== undefined) this.seen.push(Number(id));
      }
    }
  }
}
