import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ErrorSummarizer } from '@app/ai';
import type { AlertMessage, ErrorSummary } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { presentableSummary } from '../compose/presentable.js';
import { summarizeBriefly } from './summarize-briefly.js';

/** Adds an explanation of the error to an alert, once asked for per incident. */
@Injectable()
export class SummarizeStage implements OnModuleInit {
  private readonly summaries = new Map<string, Promise<ErrorSummary | undefined>>();

  constructor(
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
    private readonly summarizer: ErrorSummarizer,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('incident.resolved', ({ correlationId }) => {
      this.summaries.delete(correlationId);
    });
  }

  async apply(message: AlertMessage): Promise<AlertMessage> {
    if (!this.settings.summaries || message.evidence.length === 0) return message;
    const known = this.summaries.get(message.incidentId);
    const asked =
      known ??
      summarizeBriefly((signal) => this.summarizer.summarize(message.evidence.join('\n'), signal));
    this.summaries.set(message.incidentId, asked);
    const summary = await asked;
    return summary ? { ...message, summary: presentableSummary(summary) } : message;
  }
}
