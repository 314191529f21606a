import { spawn } from 'node:child_process';
import { childEnvironment } from '@app/process-runner';
import { execa } from 'execa';
import type { DemoWorkspace } from './demo-workspace.js';

/** The toy service, run by PM2 in a PM2_HOME of its own, and the customers who make it fail. */
export class Shop {
  private readonly environment: Record<string, string>;
  private readonly url: string;

  constructor(
    private readonly workspace: DemoWorkspace,
    private readonly pm2: string,
    gatewayPort: number,
  ) {
    this.url = `http://127.0.0.1:${String(workspace.shopPort)}`;
    this.environment = childEnvironment({
      PM2_HOME: workspace.pm2Home,
      SHOP_PORT: String(workspace.shopPort),
      SHOP_LOG: `${workspace.logs}/shop.log`,
      GATEWAY_PORT: String(gatewayPort),
    });
  }

  async open(): Promise<void> {
    await this.runPm2(['start', 'src/server.js', '--name', 'shop']);
  }

  /** PM2's daemon outlives whoever started it, so it is ended by name. */
  async close(): Promise<void> {
    await this.runPm2(['kill']);
  }

  /** PM2's daemon dies even when this process is being killed and cannot wait. */
  abandon(): void {
    spawn(this.pm2, ['kill'], { env: this.environment, detached: true, stdio: 'ignore' }).unref();
  }

  /** One request of a customer; a refused connection counts as an answer, the shop may be restarting. */
  async request(method: string, path: string, body?: unknown): Promise<number> {
    try {
      const response = await fetch(this.url + path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(2_000),
      });
      return response.status;
    } catch {
      return 0;
    }
  }

  private async runPm2(args: readonly string[]): Promise<void> {
    await execa(this.pm2, args, {
      cwd: this.workspace.service,
      env: this.environment,
      extendEnv: false,
      stdin: 'ignore',
    });
  }
}
