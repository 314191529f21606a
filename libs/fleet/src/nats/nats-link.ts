import { jetstream, type JetStreamClient, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { serverOptions } from './server-options.js';
import { prepareStreams } from './streams.js';

const TIMEOUT_MS = 3_000;
const RECONNECT_MS = 500;
/** A server that does not answer two pings in a row is left for another. */
const PING_MS = 5_000;
const MOST_PINGS = 2;

/** One connection that comes back by itself, with the streams that the fleet needs. */
export class NatsLink {
  private connection: NatsConnection | undefined;
  private opening: Promise<NatsConnection> | undefined;
  private prepared = false;
  private closed = false;
  private established = 0;

  constructor(
    private readonly servers: readonly string[],
    private readonly name: string,
    /** How many servers keep what is made anew. */
    readonly replicas: number,
  ) {}

  /** @throws while no server can be reached */
  async jetStream(): Promise<JetStreamClient> {
    const connection = await this.connected();
    if (!this.prepared) {
      await prepareStreams(
        await jetstreamManager(connection, { timeout: TIMEOUT_MS }),
        this.replicas,
      );
      this.prepared = true;
    }
    return jetstream(connection, { timeout: TIMEOUT_MS });
  }

  /** @throws while no server can be reached */
  async keyValues(): Promise<Kvm> {
    return new Kvm(await this.jetStream());
  }

  /** How often the servers were reached anew: another number says that they may have forgotten something. */
  get connections(): number {
    return this.established;
  }

  /** The largest message that the servers take, in bytes. */
  get maxBytes(): number {
    return this.connection?.info?.max_payload ?? 1_048_576;
  }

  /** Call it when something went wrong: the servers may have lost their streams. */
  doubt(): void {
    this.prepared = false;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.opening?.catch(() => undefined);
    await this.connection?.close();
  }

  private async connected(): Promise<NatsConnection> {
    if (this.closed) throw new Error('The connection to NATS was closed');
    if (this.connection && !this.connection.isClosed()) return this.connection;
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async open(): Promise<NatsConnection> {
    const connection = await connect({
      ...serverOptions(this.servers),
      name: this.name,
      timeout: TIMEOUT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_MS,
      pingInterval: PING_MS,
      maxPingOut: MOST_PINGS,
    });
    this.connection = connection;
    this.established += 1;
    void this.countReturns(connection);
    return connection;
  }

  private async countReturns(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status())
      if (type === 'reconnect') this.established += 1;
  }
}
