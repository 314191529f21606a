import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { DomainEvent } from '@app/contracts';
import { EVENT_STORE, EventBus, type EventStore } from '@app/event-bus';
import { packageVersion } from '@app/settings';
import { incidentSpans } from './incident-spans.js';
import { toOtlp } from './otlp.js';
import { TraceSender } from './trace-sender.js';
import { tracingSettings, type TracingSettings } from './tracing.settings.js';

/** Sends the story of each incident as one trace when it is over. Without a collector it does nothing at all. */
@Injectable()
export class IncidentTracer implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(tracingSettings.token) private readonly settings: TracingSettings,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly bus: EventBus,
    private readonly sender: TraceSender,
  ) {}

  onModuleInit(): void {
    const { tracesUrl } = this.settings;
    if (tracesUrl === undefined) return;
    this.bus.on('incident.resolved', (event) => this.trace(tracesUrl, event));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sender.stop();
  }

  private async trace(url: string, resolved: DomainEvent<'incident.resolved'>): Promise<void> {
    const { correlationId, host } = resolved;
    const spans = incidentSpans(await this.store.story(correlationId), resolved);
    const source = { service: this.settings.serviceName, version: packageVersion, host };
    this.sender.send(url, toOtlp(correlationId, spans, source));
  }
}
