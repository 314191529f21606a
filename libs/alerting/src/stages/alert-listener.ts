import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { AlertMessage, AnyDomainEvent, DetectionRaised, EventName } from '@app/contracts';
import { EVENT_STORE, EventBus, type EventStore } from '@app/event-bus';
import { REDACTOR, type Redactor } from '@app/redaction';
import { composeAlert } from '../compose/compose-alert.js';
import { presentable } from '../compose/presentable.js';
import type { AlertPlan } from '../delivery/alert-store.js';
import { DeliveryWorker } from '../delivery/delivery-worker.js';
import { AlertPlanner } from '../routing/alert-planner.js';
import { SummarizeStage } from './summarize.stage.js';

const HEARD: readonly EventName[] = [
  'heal.started',
  'heal.verified',
  'heal.failed',
  'heal.ineffective',
  'heal.approval-required',
  'heal.skipped',
  'heal-loop.opened',
  'repair.finished',
  'repair.reverted',
  'incident.resolved',
  'config.rejected',
];

/** From events to alerts: compose, redact, summarize, record. One after the other, so that they keep their order. */
@Injectable()
export class AlertListener implements OnModuleInit {
  private queue: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    private readonly bus: EventBus,
    private readonly summarize: SummarizeStage,
    private readonly planner: AlertPlanner,
    private readonly deliveries: DeliveryWorker,
  ) {}

  onModuleInit(): void {
    for (const name of HEARD) {
      this.bus.on(name, (event) => {
        const before = this.queue.catch(() => undefined);
        this.queue = before.then(() => this.alert(event as AnyDomainEvent));
        return this.queue;
      });
    }
  }

  private async alert(event: AnyDomainEvent): Promise<void> {
    const ends = event.name === 'incident.resolved';
    const message = composeAlert(event, { detection: await this.newestDetection(event) });
    if (!message) return;
    const safe = await presentable(message, this.redactor);
    const plan = await this.planner.plan(safe);
    if (!plan) return;
    // The id of its event: an event that is delivered again alerts once.
    const alert = {
      alertId: `alert-${event.id}`,
      message: { ...(ends ? safe : await this.summarize.apply(safe)), ...noteOf(plan) },
    };
    await this.deliveries.enqueue(alert, plan);
    await this.bus.publish(ends ? 'alert.resolved' : 'alert.raised', alert, event);
  }

  private async newestDetection({
    correlationId,
  }: AnyDomainEvent): Promise<DetectionRaised | undefined> {
    const story = await this.events.story(correlationId);
    return story.findLast((event) => event.name === 'detection.raised')?.payload;
  }
}

function noteOf({ note }: AlertPlan): Pick<AlertMessage, 'note'> {
  return note === undefined ? {} : { note };
}
