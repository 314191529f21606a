import { Injectable } from '@nestjs/common';
import { readCgroup } from './gauges/cgroup.js';
import { CpuGauge } from './gauges/cpu.gauge.js';
import { diskReadings } from './gauges/disk.gauge.js';
import { EventLoopGauge } from './gauges/event-loop.gauge.js';
import { loadReading } from './gauges/load.gauge.js';
import { memoryReadings } from './gauges/memory.gauge.js';
import type { ResourceReading, ResourceSampler } from './resource-sampler.js';

@Injectable()
export class SystemResourceSampler implements ResourceSampler {
  private readonly cgroup = readCgroup();
  private readonly cpu = new CpuGauge(this.cgroup);
  private readonly eventLoop = new EventLoopGauge();

  async sample(diskPaths: readonly string[]): Promise<readonly ResourceReading[]> {
    const readings = await Promise.all([
      this.cpu.readings(),
      memoryReadings(this.cgroup),
      diskReadings(diskPaths),
    ]);
    return [...readings.flat(), loadReading(), ...this.eventLoop.readings()];
  }
}
