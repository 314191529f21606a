import { Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { EventMetrics } from './event-metrics.js';
import { HttpMetrics } from './http-metrics.js';
import { MetricsController } from './metrics.controller.js';
import { PlatformMetrics } from './platform-metrics.js';
import { StateMetrics } from './state-metrics.js';

/** With those of this process itself: its memory, CPU and event loop. */
function createRegistry(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'autoheal_api_' });
  return register;
}

@Module({
  controllers: [MetricsController],
  providers: [
    { provide: Registry, useFactory: createRegistry },
    EventMetrics,
    StateMetrics,
    PlatformMetrics,
    HttpMetrics,
  ],
  exports: [HttpMetrics],
})
export class MetricsModule {}
