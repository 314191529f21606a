import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkDiscordLimits } from './discord-limits.js';
import { checkSlackLimits } from './slack-limits.js';

export interface ReceivedPayload {
  readonly channel: 'slack' | 'discord';
  readonly payload: unknown;
}

/** Takes what goes to Slack and Discord, and refuses what they would refuse. */
export class WebhookReceiver {
  readonly received: ReceivedPayload[] = [];
  /** Answers instead of taking it, as long as it gives a status. */
  fault: () => number | 'hang' | undefined = () => undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const fault = receiver.fault();
        if (fault === 'hang') return;
        const status =
          fault ?? receiver.take(request.url ?? '', Buffer.concat(pieces).toString('utf8'));
        response
          .writeHead(status, status === 429 ? { 'retry-after': '1' } : {})
          .end(status === 200 ? 'ok' : 'no');
      });
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return receiver;
  }

  get variables(): Record<string, string> {
    const url = `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
    return { SLACK_WEBHOOK_URL: `${url}/slack`, DISCORD_WEBHOOK_URL: `${url}/discord` };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(url: string, body: string): number {
    const channel = url === '/slack' ? 'slack' : 'discord';
    const payload = JSON.parse(body) as unknown;
    const problems = channel === 'slack' ? checkSlackLimits(payload) : checkDiscordLimits(payload);
    if (problems.length > 0) return 400;
    this.received.push({ channel, payload });
    return 200;
  }
}
