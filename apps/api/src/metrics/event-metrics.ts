import { Injectable } from '@nestjs/common';
import type { EventCounts } from '@app/persistence';
import { Counter, Histogram, Registry } from 'prom-client';

const HEAL_BUCKETS_SECONDS = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];
const INCIDENT_BUCKETS_SECONDS = [5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 4 * 3_600, 86_400];

/** What the event store tells of, as counters. Labels come from the configuration and from closed lists, so they are bounded. */
@Injectable()
export class EventMetrics {
  private readonly heals: Counter<'action' | 'outcome'>;
  private readonly detections: Counter<'kind' | 'trigger'>;
  private readonly repairs: Counter<'outcome'>;
  private readonly alerts: Counter<'kind' | 'severity'>;
  private readonly healSeconds: Histogram<'action'>;
  private readonly incidentSeconds: Histogram<'by'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.heals = new Counter({
      name: 'autoheal_heals_total',
      help: 'Heals by action type and what became of them; a heal that succeeded is later verified or ineffective.',
      labelNames: ['action', 'outcome'],
      registers,
    });
    this.detections = new Counter({
      name: 'autoheal_detections_total',
      help: 'Detections by the pattern, resource rule or probe that raised them.',
      labelNames: ['kind', 'trigger'],
      registers,
    });
    this.repairs = new Counter({
      name: 'autoheal_repairs_total',
      help: 'Code repairs by outcome.',
      labelNames: ['outcome'],
      registers,
    });
    this.alerts = new Counter({
      name: 'autoheal_alerts_total',
      help: 'Alerts by kind and severity, before they are delivered.',
      labelNames: ['kind', 'severity'],
      registers,
    });
    this.healSeconds = new Histogram({
      name: 'autoheal_heal_duration_seconds',
      help: 'How long the acts of heals took, whatever came of them.',
      labelNames: ['action'],
      buckets: HEAL_BUCKETS_SECONDS,
      registers,
    });
    this.incidentSeconds = new Histogram({
      name: 'autoheal_incident_duration_seconds',
      help: 'From the first detection to the end of an incident, by how it ended.',
      labelNames: ['by'],
      buckets: INCIDENT_BUCKETS_SECONDS,
      registers,
    });
  }

  count(counts: EventCounts): void {
    for (const { count, ...labels } of counts.heals) this.heals.inc(labels, count);
    for (const { count, ...labels } of counts.detections) this.detections.inc(labels, count);
    for (const { count, ...labels } of counts.repairs) this.repairs.inc(labels, count);
    for (const { count, ...labels } of counts.alerts) this.alerts.inc(labels, count);
    for (const { action, ms } of counts.healDurations)
      this.healSeconds.observe({ action }, ms / 1_000);
    for (const { by, ms } of counts.incidentDurations)
      this.incidentSeconds.observe({ by }, ms / 1_000);
  }
}
