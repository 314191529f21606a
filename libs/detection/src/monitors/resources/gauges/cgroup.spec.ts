import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { readCgroup } from './cgroup.js';
import { CpuGauge } from './cpu.gauge.js';
import { memoryReadings } from './memory.gauge.js';

const MIB = 1_048_576;
const IN_CONTAINER = '0::/\n';
const limits = {
  'memory.max': String(512 * MIB),
  'memory.current': String(400 * MIB),
  'memory.stat': `anon 1\ninactive_file ${String(144 * MIB)}\nactive_file 2\n`,
  'memory.swap.max': String(100 * MIB),
  'memory.swap.current': String(25 * MIB),
  'cpu.max': '150000 100000',
  'cpu.stat': 'usage_usec 1000000\nuser_usec 1\n',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'autoheal-cgroup-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** The groups as a process sees them. */
function cgroupOf(self: string, files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) write(`groups/${name}`, text);
  return readCgroup(join(root, 'groups'), write('self', self));
}

describe('readCgroup', () => {
  it.each([
    ['by its own root', IN_CONTAINER, ''],
    [
      'by the name of its group',
      '0::/system.slice/docker-0af1.scope\n',
      'system.slice/docker-0af1.scope/',
    ],
    ['in Kubernetes', '0::/kubepods.slice/pod1\n', 'kubepods.slice/pod1/'],
  ])('finds the container %s', (_how, self, folder) => {
    const files = Object.fromEntries(
      Object.entries(limits).map(([name, text]) => [`${folder}${name}`, text]),
    );
    expect(cgroupOf(self, files)).toBeDefined();
  });

  it.each([
    ['a machine, whose root has no limits', IN_CONTAINER, { 'cpu.stat': 'usage_usec 1\n' }],
    [
      'a systemd unit, whose limits are its own',
      '0::/system.slice/a.service\n',
      { 'system.slice/a.service/memory.max': '1' },
    ],
    ['groups of version 1', '12:memory:/docker/0af1\n', limits],
    ['nothing at all', '', {}],
  ])('does not take %s for a container', (_what, self, files) => {
    expect(cgroupOf(self, files)).toBeUndefined();
  });

  it('has nothing to say where there is no such file', () => {
    expect(readCgroup(join(root, 'none'), join(root, 'none'))).toBeUndefined();
  });
});

describe('a container', () => {
  it('has its memory and swap measured against its own limits, without caches', async () => {
    expect(await memoryReadings(cgroupOf(IN_CONTAINER, limits))).toEqual([
      { name: 'memory', value: 50 },
      { name: 'swap', value: 25 },
    ]);
  });

  it('without limits is measured as the machine', async () => {
    const cgroup = cgroupOf(IN_CONTAINER, {
      ...limits,
      'memory.max': 'max\n',
      'cpu.max': 'max 100000\n',
    });
    expect(await cgroup?.memory()).toBeUndefined();
    expect(await cgroup?.cpu()).toBeUndefined();
    expect((await memoryReadings(cgroup))[0]?.value).not.toBe(50);
    expect(await new CpuGauge(cgroup).readings()).toHaveLength(1);
  });

  it('with a limit beyond the machine has what the machine has', async () => {
    const cgroup = cgroupOf(IN_CONTAINER, {
      ...limits,
      'memory.max': String(1000 * totalmem()),
      'memory.current': String(totalmem() / 2),
      'memory.stat': '',
    });
    const [memory] = await memoryReadings(cgroup);
    expect(memory?.value).toBeGreaterThan(45);
    expect(memory?.value).toBeLessThan(55);
  });

  it('has its CPU measured from one reading to the next, of the cores that it may use', async () => {
    let now = 0;
    const gauge = new CpuGauge(cgroupOf(IN_CONTAINER, limits), () => now);
    expect(await gauge.readings()).toEqual([]);
    now = 10_000;
    write('groups/cpu.stat', 'usage_usec 7000000\n');
    // 6 s of work in 10 s by one and a half cores
    expect(await gauge.readings()).toEqual([{ name: 'cpu', value: 40 }]);
    now = 11_000;
    write('groups/cpu.stat', 'usage_usec 9000000\n');
    expect(await gauge.readings()).toEqual([{ name: 'cpu', value: 100 }]);
  });
});
