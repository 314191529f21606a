import { get } from 'node:http';

const LIMIT_MS = 20_000;

/** Requests one after the other without a pause, as a service's users send them, until it is ended. */
export class Traffic {
  private readonly answers: Record<string, number> = {};
  private ended = false;
  private readonly work: Promise<void>;

  private constructor(private readonly url: string) {
    this.work = this.send();
  }

  /** Begins as soon as somebody answers. */
  static async start(url: string): Promise<Traffic> {
    while ((await ask(url)).startsWith('refused'));
    return new Traffic(url);
  }

  /** How many answers there were, by their text; a request without an answer counts as `refused: …`. */
  async end(): Promise<Record<string, number>> {
    this.ended = true;
    await this.work;
    return this.answers;
  }

  private async send(): Promise<void> {
    while (!this.ended) {
      const answer = await ask(this.url);
      this.answers[answer] = (this.answers[answer] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

function ask(url: string): Promise<string> {
  return new Promise((resolve) => {
    const refused = (error: Error): void => {
      resolve(`refused: ${error.message}`);
    };
    get(url, { agent: false, signal: AbortSignal.timeout(LIMIT_MS) }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (piece: string) => (text += piece))
        .on('end', () => {
          resolve(text);
        })
        .on('error', refused);
    }).on('error', refused);
  });
}
