import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ProcServiceMemory } from './proc-service-memory.js';

let root: string;
let reader: ProcServiceMemory;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'autoheal-memory-'));
  reader = new ProcServiceMemory({ pm2Home: root });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
const runs = (pid: number, megabytes: number) => {
  write(`proc/${String(pid)}/status`, `Name:\tnode\nVmRSS:\t  ${String(megabytes * 1024)} kB\n`);
};

describe('ProcServiceMemory', () => {
  it('measures a real process by the file that PM2 writes', async () => {
    write('pids/shop-0.pid', `${String(process.pid)}\n`);
    const memory = await reader.read({ service: 'shop', manager: 'pm2' });
    expect(memory?.run).toBe(String(process.pid));
    // V8 and this test, in megabytes rather than bytes or pages.
    expect(memory?.bytes).toBeGreaterThan(20 * 2 ** 20);
    expect(memory?.bytes).toBeLessThan(8 * 2 ** 30);
  });

  it('adds up all processes of one service, and takes no other for it', async () => {
    reader.proc = join(root, 'proc');
    for (const [name, pid] of [
      ['shop-0', 1],
      ['shop-12', 2],
      ['shop-api-3', 3],
      ['my-shop-4', 4],
    ] as const) {
      write(`pids/${name}.pid`, String(pid));
      runs(pid, pid);
    }
    expect(await reader.read({ service: 'shop', manager: 'pm2' })).toEqual({
      bytes: 3 * 2 ** 20,
      run: '1,2',
    });
    expect(await reader.read({ service: 'shop_api', manager: 'pm2' })).toMatchObject({ run: '3' });
  });

  it('measures what systemd runs by its control group', async () => {
    reader.proc = join(root, 'proc');
    reader.cgroups = join(root, 'groups');
    write('groups/system.slice/shop.service/cgroup.procs', '7\n8\n');
    runs(7, 10);
    runs(8, 5);
    const expected = { bytes: 15 * 2 ** 20, run: '7,8' };
    expect(await reader.read({ service: 'shop', manager: 'systemd' })).toEqual(expected);
    expect(await reader.read({ service: 'shop.service', manager: 'systemd' })).toEqual(expected);
  });

  it('knows nothing of what does not run', async () => {
    expect(await reader.read({ service: 'shop', manager: 'pm2' })).toBeUndefined();
    write('pids/shop-0.pid', '999999999');
    expect(await reader.read({ service: 'shop', manager: 'pm2' })).toBeUndefined();
  });
});
