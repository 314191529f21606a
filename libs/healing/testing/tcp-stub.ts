import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';

/** A real TCP server on loopback that treats each connection as a test tells it. */
export class TcpStub {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    this.serve(socket);
  });

  constructor(private readonly serve: (socket: Socket) => void) {}

  /** Returns the server's port. */
  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
