import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { freePort, NatsServer } from './nats-server.js';

const SIZE = 3;

/** Three real NATS servers that keep each other's streams. */
export class NatsCluster {
  private constructor(private readonly servers: ReadonlyMap<string, NatsServer>) {}

  static async start(): Promise<NatsCluster> {
    const ports = await Promise.all(Array.from({ length: SIZE }, freePort));
    const routes = ports.map((port) => `nats://127.0.0.1:${String(port)}`);
    const servers = await Promise.all(
      routes.map((route, at) =>
        NatsServer.start([
          ...['--server_name', `nats-${String(at)}`, '--cluster_name', 'test'],
          ...['--cluster', route, '--routes', routes.join(',')],
        ]),
      ),
    );
    return new NatsCluster(new Map(servers.map((server, at) => [`nats-${String(at)}`, server])));
  }

  get url(): string {
    return [...this.servers.values()].map(({ url }) => url).join(',');
  }

  /** The server that decides what a stream holds. */
  async leaderOf(stream: string): Promise<NatsServer> {
    const connection = await connect({ servers: this.url.split(','), timeout: 3_000 });
    try {
      const manager = await jetstreamManager(connection, { timeout: 3_000 });
      const { cluster } = await manager.streams.info(stream);
      const leader = this.servers.get(cluster?.leader ?? '');
      if (!leader) throw new Error(`${stream} has no leader`);
      return leader;
    } finally {
      await connection.close();
    }
  }

  async dispose(): Promise<void> {
    for (const server of this.servers.values()) await server.dispose();
  }
}
