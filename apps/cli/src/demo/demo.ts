import { childEnvironment } from '@app/process-runner';
import type { EventStore } from '@app/event-bus';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { packageRoot } from '@app/settings';
import { ChildApp } from './child-app.js';
import { DemoWorkspace } from './demo-workspace.js';
import { freePort } from './free-port.js';
import { Shop } from './shop.js';
import { StoryFollower } from './story-follower.js';
import { type DemoSummary, summarize } from './summary.js';
import { WebhookStandIn } from './webhook-stand-in.js';

const CUSTOMER_PAUSE_MS = 150;

export interface DemoOptions {
  /** Leave the platform running after the story, until a signal. */
  readonly keep: boolean;
  /** A real key makes the code fix by the real model. */
  readonly openAi: Readonly<Record<string, string>>;
  readonly print: (line: string) => void;
  /** Told at the end of the story. */
  readonly report: (summary: DemoSummary) => void;
  readonly openStore: (
    dataDir: string,
  ) => Promise<{ store: EventStore; close: () => Promise<void> }>;
  readonly interrupted: Promise<void>;
}

/** The whole loop on a toy shop that really fails: three faults, three endings. */
export class Demo {
  private readonly webhooks = new WebhookStandIn();
  private readonly cleanUps: (() => Promise<void> | void)[] = [];

  constructor(private readonly options: DemoOptions) {}

  async run(): Promise<void> {
    try {
      await Promise.race([this.tellStory(), this.interrupt()]);
    } finally {
      for (const cleanUp of this.cleanUps.reverse()) await cleanUp();
    }
  }

  private async interrupt(): Promise<never> {
    await this.options.interrupted;
    throw new Error('The demo was interrupted.');
  }

  private async tellStory(): Promise<void> {
    const workspace = new DemoWorkspace(await freePort());
    this.cleanUps.push(() => {
      workspace.remove();
    });
    const shop = new Shop(workspace, findPm2(), await freePort());
    this.cleanUps.push(() => shop.close());
    const apiPort = await freePort();
    const environment = await this.environment(workspace, apiPort);

    this.announce(workspace, apiPort);
    await shop.open();
    const apps = [
      { app: new ChildApp('api', workspace.folder, environment), ready: /http:\/\/127/ },
      { app: new ChildApp('watchdog', workspace.folder, environment), ready: /watching/i },
    ];
    for (const { app } of apps) this.cleanUps.push(() => app.stop());
    for (const { app, ready } of apps) await app.ready(ready);

    const { store, close } = await this.options.openStore(workspace.data);
    this.cleanUps.push(close);
    const story = new StoryFollower(store, this.options.print);
    const following = story.follow();
    this.cleanUps.push(async () => {
      story.stop();
      await following;
    });

    await this.faults(shop, story);
    this.options.report(summarize(story, this.webhooks.received));
    if (this.options.keep) await this.keepRunning(workspace, apiPort);
  }

  private async faults(shop: Shop, story: StoryFollower): Promise<void> {
    this.chapter('1 of 3', 'The shop leaks database connections. A restart helps.');
    await shop.request('POST', '/fault/leak');
    await this.customers(
      () => shop.request('GET', '/orders'),
      story.reaches('heal.verified', 'pool-exhausted', 30_000),
    );

    this.chapter(
      '2 of 3',
      "The shop's code has a bug: a cart without a coupon. Only a code fix helps.",
    );
    const cart = { items: [{ price: 1000, quantity: 2 }] };
    await this.customers(
      () => shop.request('POST', '/cart', cart),
      story.reaches('heal.verified', 'code-error', 60_000),
    );

    this.chapter(
      '3 of 3',
      'The payment gateway is down. Restarting the shop cannot help, so healing must stop itself.',
    );
    await this.customers(
      () => shop.request('POST', '/pay'),
      story.reaches('heal-loop.opened', 'payment-gateway', 60_000),
    );
    await story.reaches('heal-loop.opened', 'payment-gateway', 1_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }

  /** Customers keep coming until the story has reached its turn. */
  private async customers(visit: () => Promise<unknown>, turn: Promise<void>): Promise<void> {
    const over = new AbortController();
    const ended = turn.finally(() => {
      over.abort();
    });
    const visiting = (async () => {
      while (!over.signal.aborted) {
        await visit();
        await new Promise((resolve) => setTimeout(resolve, CUSTOMER_PAUSE_MS));
      }
    })();
    await Promise.all([ended, visiting]);
  }

  private async environment(
    workspace: DemoWorkspace,
    apiPort: number,
  ): Promise<Record<string, string>> {
    const { slack, discord } = await this.webhooks.start();
    this.cleanUps.push(() => this.webhooks.stop());
    return childEnvironment({
      ...this.options.openAi,
      AUTOHEAL_PROJECT_ROOT: workspace.service,
      AUTOHEAL_DATA_DIR: workspace.data,
      WATCHDOG_LOG_PATH: workspace.logs,
      ERROR_PATTERNS_CONFIG: workspace.patterns,
      API_PORT: String(apiPort),
      CODEX_API_URL: `http://127.0.0.1:${String(apiPort)}`,
      CODEX_DEPLOY_COMMAND: `"${findPm2()}" restart shop`,
      SLACK_WEBHOOK_URL: slack,
      DISCORD_WEBHOOK_URL: discord,
      PM2_BIN: findPm2(),
      PM2_HOME: workspace.pm2Home,
      SHOP_LOG: join(workspace.logs, 'shop.log'),
    });
  }

  private announce(workspace: DemoWorkspace, apiPort: number): void {
    const model =
      this.options.openAi['OPENAI_API_KEY'] === undefined
        ? 'none: the code fix comes from a built-in template (set OPENAI_API_KEY for a model beside it)'
        : 'the model of your OPENAI_API_KEY, beside the built-in templates';
    this.options.print(
      [
        pc.bold('Zion Auto-Heal demo'),
        'A toy shop really fails under PM2; the real watchdog and API watch and heal it.',
        `  folder    ${workspace.folder} (removed at the end)`,
        `  Dashboard http://127.0.0.1:${String(apiPort)}/ (its API: /api/docs)`,
        `  model     ${model}`,
        '  webhooks  local stand-ins for Slack and Discord that keep the payloads',
      ].join('\n'),
    );
  }

  private chapter(number: string, text: string): void {
    this.options.print(`\n${pc.bold(`Fault ${number}`)}  ${text}`);
  }

  private async keepRunning(workspace: DemoWorkspace, apiPort: number): Promise<void> {
    this.options.print(
      `Still running, as you asked. Dashboard http://127.0.0.1:${String(apiPort)}/, files in ${workspace.folder}. Ctrl-C ends it and cleans up.`,
    );
    await this.options.interrupted;
  }
}

/** PM2 comes with a checkout of this project, or is the machine's own. */
function findPm2(): string {
  const own = join(packageRoot, 'node_modules', '.bin', 'pm2');
  return existsSync(own) ? own : 'pm2';
}
