import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STALE_AFTER_MS } from '@app/contracts';
import type { PlatformState } from '@app/persistence';
import { Registry } from 'prom-client';
import { packageVersion } from '@app/settings';
import { stateGauges } from './state-gauges.js';

const PROBE = 'probe:';

/** How things stand, as gauges. What is there no more is told no more. */
@Injectable()
export class StateMetrics {
  private readonly gauges: ReturnType<typeof stateGauges>;

  constructor(
    registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.gauges = stateGauges(registry);
    this.gauges.info.set({ version: packageVersion }, 1);
  }

  show(state: PlatformState): void {
    const { gauges } = this;
    gauges.openIncidents.set(state.openIncidents);
    gauges.openLoops.set(state.openLoops);
    gauges.unfinishedRepairs.set(state.unfinishedRepairs);
    gauges.pauses.set(state.pauses);
    gauges.undelivered.set(state.undeliveredEvents);
    gauges.lostBytes.reset();
    gauges.lostBytes.inc(state.lostBytes);
    gauges.readBytes.reset();
    for (const [status, count] of Object.entries(state.unfinishedHeals))
      gauges.unfinishedHeals.set({ status }, count);
    for (const [source, bytes] of Object.entries(state.readBytes))
      gauges.readBytes.inc({ source }, bytes);
    gauges.deliveries.reset();
    for (const { count, ...labels } of state.deliveries) gauges.deliveries.set(labels, count);
    this.showWatchdog(state);
    this.showMeasurements(state);
  }

  private showWatchdog({ watchdogLastTickAt }: PlatformState): void {
    const { tickAge, watchdogUp } = this.gauges;
    if (watchdogLastTickAt === null) {
      tickAge.remove();
      watchdogUp.set(0);
      return;
    }
    const ageMs = this.clock.now() - Date.parse(watchdogLastTickAt);
    tickAge.set(ageMs / 1_000);
    watchdogUp.set(ageMs > WATCHDOG_STALE_AFTER_MS ? 0 : 1);
  }

  private showMeasurements({ lastValues }: PlatformState): void {
    const { resources, serviceBytes, probeUp, probeSeconds } = this.gauges;
    for (const gauge of [resources, serviceBytes, probeUp, probeSeconds]) gauge.reset();
    for (const { name, value, ok } of lastValues) {
      const probe = name.startsWith(PROBE) ? name.slice(PROBE.length) : undefined;
      if (probe !== undefined) probeUp.set({ probe }, ok ? 1 : 0);
      if (value === null) continue;
      if (probe !== undefined) probeSeconds.set({ probe }, value / 1_000);
      else if (name.startsWith('service-memory:'))
        serviceBytes.set({ service: name.slice('service-memory:'.length) }, value);
      else if (isShare(name)) resources.set({ resource: name }, value / 100);
    }
  }
}

/** Series in percent; others, as the load, have units of their own. */
function isShare(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name === 'swap' || name.startsWith('disk:');
}
