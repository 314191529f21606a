import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface FakeDeployment {
  metadata: { name: string; generation: number };
  spec: { replicas: number; paused?: boolean; selector: object; template: object };
  status: Record<string, unknown>;
}

/** The routes of the Kubernetes API that a restart uses, over a real server; and the file that leads there. */
export class FakeKubernetes {
  readonly deployments = new Map<string, FakeDeployment>();
  readonly asked: { method: string; path: string; type: string; body: unknown }[] = [];
  /** What becomes of a deployment that was patched; by default it is rolled out at once. */
  roll: (deployment: FakeDeployment) => void = rollOut;
  /** An answer in the place of all others. */
  status: number | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-kube-'));
  private before: string | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeKubernetes> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const fake = new FakeKubernetes(server);
    server.on('request', (request, response) => void fake.answer(request, response));
    fake.configure((server.address() as AddressInfo).port);
    return fake;
  }

  add(address: string, replicas = 2, more: object = {}): void {
    const name = address.split('/').at(-1) ?? '';
    const spec = { replicas, selector: { matchLabels: { app: name } }, template: {}, ...more };
    const deployment = { metadata: { name, generation: 1 }, spec, status: {} };
    rollOut(deployment);
    this.deployments.set(address, deployment);
  }

  async stop(): Promise<void> {
    if (this.before === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = this.before;
    rmSync(this.folder, { recursive: true });
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private configure(port: number): void {
    const path = join(this.folder, 'config');
    const server = `http://127.0.0.1:${String(port)}`;
    writeFileSync(
      path,
      JSON.stringify({
        clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
        users: [{ name: 'u', user: { token: 'a-token-of-the-watchdog' } }],
        contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
        'current-context': 'x',
      }),
    );
    this.before = process.env['KUBECONFIG'];
    process.env['KUBECONFIG'] = path;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const piece of request as AsyncIterable<Buffer>) text += piece.toString();
    const { method = '', url: path = '', headers } = request;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.asked.push({ method, path, type: headers['content-type'] ?? '', body });
    const [, namespace, name] =
      /^\/apis\/apps\/v1\/namespaces\/([^/]+)\/deployments\/([^/?]+)/.exec(path) ?? [];
    const found = this.deployments.get(`${String(namespace)}/${String(name)}`);
    if (this.status !== undefined || !found) {
      send(response, this.status ?? 404, { kind: 'Status', message: 'no' });
      return;
    }
    if (method === 'PATCH') {
      found.metadata.generation += 1;
      this.roll(found);
    }
    send(response, 200, { apiVersion: 'apps/v1', kind: 'Deployment', ...found });
  }
}

export function rollOut({ metadata, spec: { replicas }, ...rest }: FakeDeployment): void {
  Object.assign(rest.status, {
    observedGeneration: metadata.generation,
    ...{ replicas, updatedReplicas: replicas, availableReplicas: replicas, conditions: [] },
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
