import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { SummaryDesk } from '@app/ai';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { EventBus, newId } from '@app/event-bus';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { presentableSummary } from '../compose/presentable.js';
import { DeliveryWorker } from '../delivery/delivery-worker.js';
import { withinLimit } from '../delivery/within-limit.js';
import { AlertPlanner } from '../routing/alert-planner.js';

/** An explanation that takes longer comes too late to help. */
const LONGEST_MS = 60_000;

/**
 * Adds what is known of the error to an alert at once. What the model says of an error that it has not
 * seen follows as a message of its own, or as an edit where the channel can: no alert waits for it.
 */
@Injectable()
export class SummarizeStage implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(SummarizeStage.name);
  private readonly stopping = new AbortController();
  private readonly asked = new Set<Promise<void>>();
  private readonly latest = new Map<string, AlertMessage>();

  constructor(
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: SummaryDesk,
    private readonly planner: AlertPlanner,
    private readonly deliveries: DeliveryWorker,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('incident.resolved', ({ correlationId }) => {
      this.latest.delete(correlationId);
    });
  }

  /** A question that is open holds up no shutdown, and writes nothing after it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.asked);
  }

  async apply(message: AlertMessage): Promise<AlertMessage> {
    if (!this.settings.summaries || message.evidence.length === 0) return message;
    const isFirst = !this.latest.has(message.incidentId);
    this.latest.set(message.incidentId, message);
    const text = message.evidence.join('\n');
    const summary = await this.desk.known(text);
    if (isFirst && summary.source === 'rules') this.followUp(message.incidentId, text);
    return { ...message, summary: presentableSummary(summary) };
  }

  private followUp(incidentId: string, text: string): void {
    const asked = this.ask(incidentId, text)
      .catch((error: unknown) => {
        this.logger.warn({ msg: 'An explanation could not be stored', error: String(error) });
      })
      .finally(() => this.asked.delete(asked));
    this.asked.add(asked);
  }

  private async ask(incidentId: string, text: string): Promise<void> {
    const { signal: stopped } = this.stopping;
    const summary = await withinLimit(this.clock, LONGEST_MS, stopped, (signal) =>
      this.desk.ask(text, signal),
    );
    // What is over needs no explanation any more.
    const message = this.latest.get(incidentId);
    if (!summary || !message || stopped.aborted) return;
    const explained: AlertMessage = {
      ...message,
      kind: 'summary',
      severity: message.severity === 'critical' ? 'error' : message.severity,
      summary: presentableSummary(summary),
    };
    const plan = await this.planner.plan(explained);
    if (plan)
      await this.deliveries.enqueue({ alertId: `alert-${newId()}`, message: explained }, plan);
  }
}
