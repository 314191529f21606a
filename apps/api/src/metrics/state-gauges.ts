import { Counter, Gauge, type Registry } from 'prom-client';

/** The metrics of how things stand, in base units; a counter here is one that the store counts. */
export function stateGauges(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: readonly L[]) =>
    new Gauge<L>({
      name: `autoheal_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  const counter = <L extends string>(name: string, help: string, ...labelNames: readonly L[]) =>
    new Counter<L>({
      name: `autoheal_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  return {
    info: gauge('build_info', 'Always 1; the version is a label.', 'version'),
    openIncidents: gauge('incidents_open', 'Incidents that are not resolved.'),
    openLoops: gauge('heal_loops_open', 'Heals that paused themselves because they did not help.'),
    tickAge: gauge(
      'watchdog_last_tick_age_seconds',
      'Time since the watchdog last said that it is alive; absent when none ever ran here.',
    ),
    watchdogUp: gauge('watchdog_up', '1 while the watchdog says that it is alive, else 0.'),
    unfinishedHeals: gauge('heals_unfinished', 'Heals that are not over, by status.', 'status'),
    unfinishedRepairs: gauge('repairs_unfinished', 'Code repairs that wait or run.'),
    pauses: gauge('pauses', 'Pauses of automation in force.'),
    undelivered: gauge('events_undelivered', 'Events that no watchdog has handled yet.'),
    deliveries: gauge(
      'alert_deliveries',
      'Alerts on their way to channels and arrived there, by status.',
      'channel',
      'status',
    ),
    lostBytes: counter(
      'log_lost_bytes_total',
      'Bytes of logs that were lost before they could be read.',
    ),
    readBytes: counter(
      'log_read_bytes_total',
      'Bytes of logs that were read, by source.',
      'source',
    ),
    resources: gauge(
      'resource_used_ratio',
      'How much of CPU, memory, swap and disks was in use at the last check, from 0 to 1.',
      'resource',
    ),
    serviceBytes: gauge('service_memory_bytes', 'Memory of services at the last check.', 'service'),
    probeUp: gauge('probe_up', '1 when the last run of the probe was well, else 0.', 'probe'),
    probeSeconds: gauge('probe_latency_seconds', 'Latency of the last run of a probe.', 'probe'),
  };
}
