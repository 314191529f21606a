import type { ResourceReading } from '../resource-sampler.js';
import type { Cgroup, Usage } from './cgroup.js';

/** Memory and, where there is any, swap. In a container with limits, of those. */
export async function memoryReadings(
  cgroup: Cgroup | undefined,
): Promise<readonly ResourceReading[]> {
  const { mem } = await import('systeminformation');
  const machine = await mem();
  const memory = (await cgroup?.memory()) ?? { used: machine.active, most: machine.total };
  const swap = (await cgroup?.swap()) ?? { used: machine.swapused, most: machine.swaptotal };
  return [
    // A limit beyond what the machine has is none.
    { name: 'memory', value: percent({ ...memory, most: Math.min(memory.most, machine.total) }) },
    ...(swap.most > 0 ? [{ name: 'swap' as const, value: percent(swap) }] : []),
  ];
}

function percent({ used, most }: Usage): number {
  return Math.min(100, (100 * used) / most);
}
