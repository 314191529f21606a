import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ResourceReading } from '../resource-sampler.js';

/** Each measurement wakes the process. */
const RESOLUTION_MS = 100;
const NS_IN_MS = 1e6;

/** How late this process gets round to its work: the 99th percentile since the reading before. */
export class EventLoopGauge {
  private histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;

  /** The first reading only begins. */
  readings(): readonly ResourceReading[] {
    if (!this.histogram) {
      this.histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      this.histogram.enable();
      return [];
    }
    const delayMs = this.histogram.percentile(99) / NS_IN_MS;
    this.histogram.reset();
    // The timer that measures is itself due once in a resolution.
    return [{ name: 'eventLoop', value: Math.max(0, delayMs - RESOLUTION_MS) }];
  }
}
