import { Injectable } from '@nestjs/common';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import type { PatternConfig } from '../pattern-config/pattern-config.js';
import { MonitorLogs } from './monitor-logs.js';
import { ProbeScheduler } from './probes/probe-scheduler.js';
import { ResourceMonitor } from './resources/resource-monitor.js';
import { ServiceMemoryMonitor } from './resources/services/service-memory-monitor.js';
import { SecurityCheck } from './security/security-check.js';

/** Everything that looks at the platform by itself, at its own times, under the config in force. */
@Injectable()
export class Monitors {
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly config: ConfigHolder,
    private readonly resources: ResourceMonitor,
    private readonly services: ServiceMemoryMonitor,
    private readonly probes: ProbeScheduler,
    private readonly security: SecurityCheck,
    private readonly logs: MonitorLogs,
  ) {}

  /** Call once the bus is started. */
  start(): void {
    this.apply(this.config.current);
    this.unsubscribe = this.config.subscribe((config) => {
      this.apply(config);
    });
    this.resources.start();
    this.services.start();
  }

  /** Ends everything under way; call it before the bus and the store are closed. */
  async stop(): Promise<void> {
    this.unsubscribe();
    const all = [this.resources, this.services, this.probes, this.security];
    await Promise.all(all.map((monitor) => monitor.stop()));
    await this.logs.flush();
  }

  private apply(config: PatternConfig): void {
    this.resources.apply(config);
    this.services.apply(config);
    this.probes.apply(config);
    this.security.apply(config);
  }
}
