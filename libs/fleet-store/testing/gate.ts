import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server of this machine that can be cut as a firewall does: nobody is told, nothing comes through. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server: Server;

  private constructor(target: number) {
    this.server = createServer((from) => {
      this.join(from, connect(target, '127.0.0.1'));
    });
  }

  static async to(target: number): Promise<Gate> {
    const gate = new Gate(target);
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What goes through stops where it is, also what comes later. */
  cut(): void {
    this.isCut = true;
  }

  /** New connections get through; the old ones are gone for good. */
  open(): void {
    this.isCut = false;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(one: Socket, other: Socket): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (data) => {
        if (!this.isCut) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        if (!this.isCut) to.destroy();
      });
    }
  }
}
