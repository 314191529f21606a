import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkDiscordLimits } from './discord-limits.js';
import { checkSlackLimits } from './slack-limits.js';

export type ReceiverChannel = 'slack' | 'discord';

export interface ReceivedPayload {
  readonly channel: ReceiverChannel;
  readonly payload: unknown;
}

export interface FaultyAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A status; no answer at all; a connection that breaks before, or after, the message was taken. */
export type Fault = number | FaultyAnswer | 'hang' | 'drop' | 'take-and-drop';

/** Takes what goes to Slack and Discord, and refuses what they would refuse. */
export class WebhookReceiver {
  readonly received: ReceivedPayload[] = [];
  /** Everything that came, refused or not. */
  requests = 0;
  /** Requests that will get no answer. */
  hanging = 0;
  /** What happens instead of taking a message, as long as it gives something. */
  fault: (channel: ReceiverChannel) => Fault | undefined = () => undefined;
  /** Sent with what is taken. */
  headers: Readonly<Record<string, string>> = {};

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        receiver.answer(request, response, Buffer.concat(pieces).toString('utf8'));
      });
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get variables(): Record<string, string> {
    return {
      SLACK_WEBHOOK_URL: `${this.url}/slack`,
      DISCORD_WEBHOOK_URL: `${this.url}/discord`,
    };
  }

  /** What a channel took, as texts. */
  texts(channel: ReceiverChannel): string[] {
    return this.received
      .filter((alert) => alert.channel === channel)
      .map(({ payload }) => JSON.stringify(payload));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ url }: IncomingMessage, response: ServerResponse, body: string): void {
    this.requests += 1;
    const channel = (url ?? '').startsWith('/slack') ? 'slack' : 'discord';
    const fault = this.fault(channel);
    if (fault === 'hang') {
      this.hanging += 1;
      response.on('close', () => (this.hanging -= 1));
    } else if (fault === 'drop' || fault === 'take-and-drop') {
      if (fault === 'take-and-drop') this.take(channel, body);
      response.destroy();
    } else if (fault !== undefined) {
      refuse(response, typeof fault === 'number' ? { status: fault } : fault);
    } else {
      const status = this.take(channel, body);
      response.writeHead(status, this.headers).end(status === 200 ? 'ok' : 'no');
    }
  }

  private take(channel: ReceiverChannel, body: string): number {
    const payload = JSON.parse(body) as unknown;
    const problems = channel === 'slack' ? checkSlackLimits(payload) : checkDiscordLimits(payload);
    if (problems.length > 0) return 400;
    this.received.push({ channel, payload });
    return 200;
  }
}

function refuse(response: ServerResponse, { status, headers, body }: FaultyAnswer): void {
  const usual = status === 429 ? { 'retry-after': '1' } : {};
  response.writeHead(status, headers ?? usual).end(body ?? 'no');
}
