import { LoopbackServer } from './loopback-server.js';

export interface ReceivedAlert {
  readonly channel: 'slack' | 'discord';
  readonly payload: unknown;
}

/** Takes what would have gone to Slack and Discord, and keeps the exact payloads. */
export class WebhookStandIn {
  readonly received: ReceivedAlert[] = [];
  private server: LoopbackServer | undefined;

  async start(): Promise<{ slack: string; discord: string }> {
    this.server = await LoopbackServer.start((path, payload) => {
      const channel = path.startsWith('/slack') ? 'slack' : 'discord';
      this.received.push({ channel, payload });
      return channel === 'slack' ? { status: 200, body: 'ok' } : { status: 200, body: { id: '1' } };
    });
    return { slack: `${this.server.url}/slack`, discord: `${this.server.url}/discord` };
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }
}
