import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AiModule, aiSettings } from '@app/ai';
import { CLOCK, ClockModule } from '@app/clock';
import { FakeClock } from '@app/clock/testing';
import type { AlertMessage, AlertRaised } from '@app/contracts';
import { EventBusModule, newId } from '@app/event-bus';
import { openDatabase, PersistenceModule } from '@app/persistence';
import { RedactionModule } from '@app/redaction';
import { platformSettings, SettingsModule } from '@app/settings';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ALERT_STORE,
  AlertChannels,
  AlertingModule,
  alertingSettings,
  AlertPlanner,
  type AlertStore,
  DeliveryWorker,
} from '../src/index.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** Alerting as the apps wire it, over a real database and real sockets, with time that a test moves. */
export class AlertingRig {
  readonly clock = new FakeClock();
  readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-alerts-'));
  private module: TestingModule | undefined;
  private sending = 0;

  private variables: Record<string, string> = {};

  constructor(private readonly receiver: WebhookReceiver) {}

  /** Starts over what an earlier run left in the folder, by default with its variables. */
  async start(variables: Record<string, string> = this.variables): Promise<void> {
    this.variables = variables;
    const environment = { ...this.receiver.variables, ...variables };
    this.module = await Test.createTestingModule({
      imports: [
        SettingsModule.forRoot([alertingSettings, aiSettings, platformSettings], environment),
        ClockModule,
        RedactionModule.forRoot([]),
        EventBusModule,
        PersistenceModule.forRoot(await openDatabase(this.folder)),
        AiModule,
        AlertingModule,
      ],
    })
      .overrideProvider(CLOCK)
      .useValue(this.clock)
      .compile();
    this.module.useLogger(false);
    await this.module.init();
    this.countSends();
    this.get(DeliveryWorker).start();
  }

  get<T>(token: Type<T>): T {
    return this.parts.get(token, { strict: false });
  }

  get store(): AlertStore {
    return this.parts.get<AlertStore>(ALERT_STORE, { strict: false });
  }

  private get parts(): TestingModule {
    if (!this.module) throw new Error('The rig is not started.');
    return this.module;
  }

  /** Queues alerts for every configured channel, due at once. */
  async raise(...alerts: readonly AlertRaised[]): Promise<void> {
    const dueAt = this.clock.now();
    const channels = this.get(AlertChannels)
      .enabled()
      .map(({ id }) => ({ channel: id, dueAt }));
    for (const alert of alerts)
      await this.get(DeliveryWorker).enqueue(alert, { deliveries: channels });
  }

  /** Tells an alert by the rules, as the listener does. */
  async tell(...messages: readonly AlertMessage[]): Promise<void> {
    for (const message of messages) {
      const plan = await this.get(AlertPlanner).plan(message);
      if (!plan) continue;
      const { note } = plan;
      const told = note === undefined ? message : { ...message, note };
      await this.get(DeliveryWorker).enqueue({ alertId: newId(), message: told }, plan);
    }
  }

  /** Writes the file of ALERTS_CONFIG, whose path it returns. */
  rules(text: string): string {
    const path = join(this.folder, 'alerts.yaml');
    writeFileSync(path, text);
    return path;
  }

  /** Lets time pass, never past a request that is still to be answered. */
  async pass(ms: number, stepMs = 250): Promise<void> {
    const end = this.clock.now() + ms;
    await this.quiet();
    while (this.clock.now() < end) {
      await this.clock.advance(Math.min(stepMs, end - this.clock.now()));
      await this.quiet();
    }
  }

  /** Stops, lets time pass, and starts again. */
  async sleep(ms: number): Promise<void> {
    await this.stop();
    await this.clock.advance(ms);
    await this.start();
  }

  async stop(): Promise<void> {
    const drained = this.get(DeliveryWorker).drain(0);
    await this.clock.advance(1);
    await drained;
    await this.module?.close();
    this.module = undefined;
  }

  async dispose(): Promise<void> {
    if (this.module) await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async quiet(): Promise<void> {
    let calm = 0;
    while (calm < 3) {
      await new Promise((resolve) => setImmediate(resolve));
      calm = this.sending > this.receiver.hanging ? 0 : calm + 1;
    }
  }

  private countSends(): void {
    for (const channel of this.get(AlertChannels).enabled()) {
      const send = channel.send.bind(channel);
      channel.send = async (...parameters) => {
        this.sending += 1;
        try {
          return await send(...parameters);
        } finally {
          this.sending -= 1;
        }
      };
    }
  }
}
