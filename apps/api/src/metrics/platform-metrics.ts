import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import {
  METRICS_READER,
  type EventCounts,
  type MetricsReader,
  type PlatformState,
} from '@app/persistence';
import { Counter, Gauge, Registry } from 'prom-client';

/** What the store says about the platform, as metrics. Labels come from the configuration and from closed lists, so they are bounded. */
@Injectable()
export class PlatformMetrics {
  private readonly heals: Counter<'action' | 'outcome'>;
  private readonly detections: Counter<'kind' | 'trigger'>;
  private readonly repairs: Counter<'outcome'>;
  private readonly openIncidents: Gauge;
  private readonly openLoops: Gauge;
  private readonly tickAge: Gauge;
  private countedUpTo = 0;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(METRICS_READER) private readonly reader: MetricsReader,
    @Inject(CLOCK) private readonly clock: Clock,
    registry: Registry,
  ) {
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
    this.openIncidents = new Gauge({
      name: 'autoheal_incidents_open',
      help: 'Incidents that are not resolved.',
      registers,
    });
    this.openLoops = new Gauge({
      name: 'autoheal_heal_loops_open',
      help: 'Heals that paused themselves because they did not help.',
      registers,
    });
    this.tickAge = new Gauge({
      name: 'autoheal_watchdog_last_tick_age_seconds',
      help: 'Time since the watchdog last said that it is alive; absent when none ever ran here.',
      registers,
    });
  }

  /** Brings the metrics up to date. Two scrapes at once count nothing twice. */
  async refresh(): Promise<void> {
    const refreshed = this.refreshing.then(() => this.read());
    this.refreshing = refreshed.catch(() => undefined);
    await refreshed;
  }

  private async read(): Promise<void> {
    const state = await this.reader.state();
    const counts = await this.reader.countsAfter(this.countedUpTo);
    this.count(counts);
    this.countedUpTo = counts.upTo;
    this.gauge(state);
  }

  private count({ heals, detections, repairs }: EventCounts): void {
    for (const { action, outcome, count } of heals) this.heals.inc({ action, outcome }, count);
    for (const { kind, trigger, count } of detections)
      this.detections.inc({ kind, trigger }, count);
    for (const { outcome, count } of repairs) this.repairs.inc({ outcome }, count);
  }

  private gauge({ openIncidents, openLoops, watchdogLastTickAt }: PlatformState): void {
    this.openIncidents.set(openIncidents);
    this.openLoops.set(openLoops);
    if (watchdogLastTickAt === null) this.tickAge.remove();
    else this.tickAge.set((this.clock.now() - Date.parse(watchdogLastTickAt)) / 1_000);
  }
}
