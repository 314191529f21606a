import { Injectable } from '@nestjs/common';
import type { ResourceSample, ResourceSampler } from './resource-sampler.js';

@Injectable()
export class SystemResourceSampler implements ResourceSampler {
  async sample(): Promise<ResourceSample> {
    // Loaded on first use: it is big, and API and CLI import this lib without measuring anything.
    const { currentLoad, mem } = await import('systeminformation');
    const [load, memory] = await Promise.all([currentLoad(), mem()]);
    return { cpu: load.currentLoad, memory: (memory.active / memory.total) * 100 };
  }
}
