import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A service on loopback that keeps what it is asked and answers as a test says. */
export class ServiceStub {
  readonly requests: StubRequest[] = [];
  answer: (request: StubRequest) => { readonly status?: number; readonly body?: unknown } =
    () => ({});

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ServiceStub> {
    const server = createServer();
    const stub = new ServiceStub(server);
    server.on('request', (incoming, response) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('end', () => {
        const request = {
          method: incoming.method ?? '',
          path: incoming.url ?? '',
          headers: incoming.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        };
        stub.requests.push(request);
        const { status = 200, body = {} } = stub.answer(request);
        response.writeHead(status).end(JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
