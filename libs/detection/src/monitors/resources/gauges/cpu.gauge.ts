import type { ResourceReading } from '../resource-sampler.js';
import type { Cgroup } from './cgroup.js';

/** All cores together since the reading before; in a container with a limit, of that. */
export class CpuGauge {
  private last: { readonly usedUs: number; readonly atMs: number } | undefined;

  constructor(
    private readonly cgroup: Cgroup | undefined,
    /** Milliseconds of a clock that only goes forward. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  async readings(): Promise<readonly ResourceReading[]> {
    const limited = await this.cgroup?.cpu();
    return limited ? this.ofContainer(limited.usedUs, limited.cores) : ofMachine();
  }

  private ofContainer(usedUs: number, cores: number): readonly ResourceReading[] {
    const { last } = this;
    const atMs = this.now();
    this.last = { usedUs, atMs };
    if (!last || atMs <= last.atMs) return [];
    const busyMs = (usedUs - last.usedUs) / 1_000;
    // Short bursts may exceed the quota.
    const value = Math.min(100, (100 * busyMs) / ((atMs - last.atMs) * cores));
    return [{ name: 'cpu', value }];
  }
}

async function ofMachine(): Promise<readonly ResourceReading[]> {
  // Loaded on first use: it is big, and API and CLI import this lib without measuring anything.
  const { currentLoad } = await import('systeminformation');
  return [{ name: 'cpu', value: (await currentLoad()).currentLoad }];
}
