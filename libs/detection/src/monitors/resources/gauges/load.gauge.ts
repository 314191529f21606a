import { availableParallelism, loadavg } from 'node:os';
import type { ResourceReading } from '../resource-sampler.js';

/** Of the last minute: 100 is as many processes that want to run as there are cores. Always the machine's. */
export function loadReading(): ResourceReading {
  const [lastMinute = 0] = loadavg();
  return { name: 'load', value: (100 * lastMinute) / availableParallelism() };
}
