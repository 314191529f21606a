import type { DetectionRaised, EventMap, EventName } from '@app/contracts';
import { ALERT_STORE, type AlertStore } from '@app/alerting';
import { DETECTION_LOG, type DetectionLog } from '@app/detection';
import { sampleDetection } from '@app/detection/testing';
import { EVENT_STORE, EventBus, EventFactory, type EventStore, newId } from '@app/event-bus';
import {
  freshGuard,
  type Heal,
  HEAL_STORE,
  type HealStore,
  LOOP_GUARD_STORE,
  type LoopGuardState,
  type LoopGuardStore,
  referenceOf,
} from '@app/healing';
import { WATCHDOG_STATUS, type WatchdogReport, type WatchdogStatusStore } from '@app/contracts';
import type { TestApi } from './test-api.js';

export const quietReport: WatchdogReport = {
  devMode: false,
  patternsPath: '/platform/error-patterns.yaml',
  patterns: 1,
  sources: [],
  probes: [],
  features: [{ name: 'Slack alerts', on: false, variable: 'SLACK_WEBHOOK_URL' }],
  problems: [],
};

/** Writes into the store of a running API what a watchdog would write. */
export class ToldPlatform {
  constructor(private readonly api: TestApi) {}

  /** @returns the incident's id */
  async detect(change: Partial<DetectionRaised> = {}): Promise<string> {
    const log = this.api.app.get<DetectionLog>(DETECTION_LOG, { strict: false });
    const [event] = await log.commit({
      checkpoints: [],
      streaks: { upserts: [], deletes: [] },
      detections: [{ ...sampleDetection(), ...change }],
    });
    return event?.correlationId ?? '';
  }

  async heal(incidentId: string, change: Partial<Heal> = {}): Promise<Heal> {
    const detection = sampleDetection();
    const heal: Heal = {
      id: newId(),
      incidentId,
      key: detection.key,
      target: detection.plan.target,
      action: { type: 'RESTART_SERVICE', service: 'api' },
      status: 'requested',
      attempt: 1,
      maxAttempts: 3,
      requestedBy: 'detection',
      reason: 'api crashed three times',
      requestedAt: new Date().toISOString(),
      verification: detection.plan.verification,
      loop: detection.plan.loop,
      detection,
      ...change,
    };
    const event = this.api.app
      .get(EventFactory)
      .create(
        'heal.requested',
        { ...referenceOf(heal), requestedBy: heal.requestedBy, reason: heal.reason },
        { correlationId: incidentId },
      );
    await this.api.app.get<HealStore>(HEAL_STORE, { strict: false }).create(heal, event);
    return heal;
  }

  async guard(key: string, change: Partial<LoopGuardState> = {}): Promise<void> {
    const identity = { key, target: 'api', actionType: 'RESTART_SERVICE' };
    await this.api.app
      .get<LoopGuardStore>(LOOP_GUARD_STORE, { strict: false })
      .save(identity, { ...freshGuard, ...change });
  }

  /** What happened so far, newest last. */
  async events() {
    return this.api.app.get<EventStore>(EVENT_STORE, { strict: false }).undelivered(1_000);
  }

  async happens<N extends EventName>(name: N, payload: EventMap[N], incidentId: string) {
    return this.api.app.get(EventBus).publish(name, payload, { correlationId: incidentId });
  }

  async alert(incidentId: string, channels: readonly string[], evidence: readonly string[] = []) {
    const alertId = newId();
    await this.api.app.get<AlertStore>(ALERT_STORE, { strict: false }).enqueue(
      {
        alertId,
        message: {
          kind: 'start',
          severity: 'error',
          service: 'api',
          headline: 'api: healing (1/3): restart.',
          whoMustAct: 'No action needed.',
          evidence,
          links: [],
          host: 'h',
          incidentId,
          at: new Date().toISOString(),
        },
      },
      { deliveries: channels.map((channel) => ({ channel, dueAt: Date.now() })) },
    );
    return alertId;
  }

  async watchdog(report: Partial<WatchdogReport> = {}): Promise<void> {
    await this.api.app.get<WatchdogStatusStore>(WATCHDOG_STATUS, { strict: false }).started({
      pid: 7,
      host: 'h',
      version: '0.1.0',
      startedAt: new Date().toISOString(),
      report: { ...quietReport, ...report },
    });
  }
}
