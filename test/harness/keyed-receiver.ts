import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyedMessage {
  readonly key: string;
  readonly incidentId: string;
  readonly note: string | undefined;
}

/** When, with regard to one request, the sender dies; `taken`: it lives on; a number: it is told that status instead. */
export type Fate = 'before-taking' | 'before-answering' | 'after-answering' | 'taken' | 429 | 500;

/** A service that takes JSON and the sender's `Idempotency-Key`; it drops nothing, so that a test can see repeats. */
export class KeyedReceiver {
  readonly taken: KeyedMessage[] = [];
  /** What becomes of the next requests, the first of them first; then each is taken. */
  fates: Fate[] = [];
  kill: () => void = () => undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<KeyedReceiver> {
    const server = createServer();
    const receiver = new KeyedReceiver(server);
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
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/hook`;
  }

  /** As a service that knows keys would keep them: the first of each. */
  get kept(): KeyedMessage[] {
    return this.taken.filter(
      ({ key }, index) => this.taken.findIndex((other) => other.key === key) === index,
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ headers }: IncomingMessage, response: ServerResponse, body: string): void {
    const fate = this.fates.shift() ?? 'taken';
    if (typeof fate === 'number') {
      response.writeHead(fate, { 'retry-after': '1' }).end();
      return;
    }
    if (fate === 'before-taking') {
      this.kill();
      response.destroy();
      return;
    }
    const { alert } = JSON.parse(body) as { alert: { incidentId: string; note?: string } };
    const key = String(headers['idempotency-key']);
    this.taken.push({ key, incidentId: alert.incidentId, note: alert.note });
    if (fate === 'before-answering') this.kill();
    response.writeHead(200).end('ok', () => {
      if (fate === 'after-answering') this.kill();
    });
  }
}
