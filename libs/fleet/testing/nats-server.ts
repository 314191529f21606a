import { connect } from '@nats-io/transport-node';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CutNetwork } from './cut-network.js';

/** Where Debian's package puts it. */
const BIN = '/usr/sbin/nats-server';

/** A real NATS with JetStream in a folder of its own, where the machine has one (Debian: apt install nats-server). */
export class NatsServer {
  static readonly isInstalled = existsSync(BIN);
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-nats-'));
  private server: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly options: readonly string[],
    private readonly network: CutNetwork | undefined,
  ) {}

  /** @param options more of them, as on its command line @param network in which it runs; absent: this machine's */
  static async start(options: readonly string[] = [], network?: CutNetwork): Promise<NatsServer> {
    const server = new NatsServer(await freePort(), options, network);
    await server.start();
    return server;
  }

  get url(): string {
    return `nats://${this.address}:${String(this.port)}`;
  }

  private get address(): string {
    return this.network?.address ?? '127.0.0.1';
  }

  get pid(): number {
    return this.server?.pid ?? 0;
  }

  /** On what was stored before, on the same port. */
  async start(): Promise<void> {
    const place = ['-a', this.address, '-p', String(this.port)];
    const [program, ...args] = this.network ? [...this.network.runner, BIN] : [BIN];
    const server = spawn(program, [...args, ...place, '-js', '-sd', this.folder, ...this.options], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      let output = '';
      server.stderr.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Server is ready')) resolve();
      });
      server.once('exit', () => {
        reject(new Error(`nats-server ended:\n${output}`));
      });
    });
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!this.server) return;
    const exited = once(this.server, 'exit');
    this.server.kill(signal);
    await exited;
    this.server = undefined;
  }

  /** Dies with everything that it had. */
  async endWithItsDisk(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** A message from somebody else. */
  async publish(subject: string, text: string): Promise<void> {
    const connection = await connect({ servers: this.url });
    connection.publish(subject, text);
    await connection.drain();
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
