import { Inject, Injectable } from '@nestjs/common';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Pm2Settings, pm2Settings } from '../../pm2.settings.js';
import type { ServiceMemory, ServiceMemoryReader } from './service-memory-reader.js';
import type { ServiceMemorySpec } from './service-memory.schema.js';

const KIB = 1_024;

/** From the files of Linux, PM2 and systemd: starts no program, so that it costs next to nothing. */
@Injectable()
export class ProcServiceMemory implements ServiceMemoryReader {
  /** Where the processes are mounted. */
  proc = '/proc';
  /** Where the control groups (version 2) are mounted. */
  cgroups = '/sys/fs/cgroup';

  constructor(@Inject(pm2Settings.token) private readonly settings: Pick<Pm2Settings, 'pm2Home'>) {}

  async read({
    service,
    manager,
  }: Pick<ServiceMemorySpec, 'service' | 'manager'>): Promise<ServiceMemory | undefined> {
    const found = manager === 'pm2' ? await this.pidsOfPm2(service) : await this.unitPids(service);
    const sizes = await Promise.all(
      found.map(async (pid) => ({ pid, bytes: await this.rss(pid) })),
    );
    const alive = sizes.filter(({ bytes }) => bytes > 0);
    if (alive.length === 0) return undefined;
    return {
      bytes: alive.reduce((sum, { bytes }) => sum + bytes, 0),
      run: alive.map(({ pid }) => pid).join(','),
    };
  }

  /** PM2 writes NAME-ID.pid, with what is special in the name as a dash. */
  private async pidsOfPm2(service: string): Promise<readonly string[]> {
    const folder = join(this.settings.pm2Home, 'pids');
    const start = `${service.replaceAll(/[^a-zA-Z0-9.-]/g, '-')}-`;
    const names = (await readdir(folder).catch(() => [])).filter(
      (name) => name.startsWith(start) && /^\d+\.pid$/.test(name.slice(start.length)),
    );
    const texts = await Promise.all(names.sort().map((name) => textOf(join(folder, name))));
    return texts.flatMap(words);
  }

  private async unitPids(service: string): Promise<readonly string[]> {
    const unit = service.includes('.') ? service : `${service}.service`;
    const pids = await textOf(join(this.cgroups, 'system.slice', unit, 'cgroup.procs'));
    return words(pids);
  }

  private async rss(pid: string): Promise<number> {
    const status = await textOf(join(this.proc, pid, 'status'));
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * KIB;
  }
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => /^\d+$/.test(word));
}
