import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A limit and what is used of it, in bytes. */
export interface Usage {
  readonly used: number;
  readonly most: number;
}

/** How container engines name the groups of their containers, where the host's names can be seen. */
const CONTAINER = /docker|containerd|kubepods|libpod|lxc|crio|buildkit/;

/**
 * The container that this process runs in, by its control group (version 2).
 * https://docs.kernel.org/admin-guide/cgroup-v2.html
 *
 * A group that is no container, such as a systemd unit, limits this process only: then the machine is
 * what counts.
 *
 * @param root where the groups are mounted
 * @param self what tells the group of this process
 * @returns undefined outside of a container, and where there are no groups of version 2
 */
export function readCgroup(
  root = '/sys/fs/cgroup',
  self = '/proc/self/cgroup',
): Cgroup | undefined {
  const path = /^0::(\/.*)$/m.exec(textOf(self) ?? '')?.[1];
  if (path === undefined) return undefined;
  const folder = join(root, path);
  // A group that sees itself as the root has limits; the root of a machine has none.
  const isContainer = CONTAINER.test(path) || path === '/';
  return isContainer && textOf(join(folder, 'memory.max')) !== undefined
    ? new Cgroup(folder)
    : undefined;
}

export class Cgroup {
  constructor(private readonly folder: string) {}

  /** Caches that can be given back are not counted. Undefined where there is no limit. */
  async memory(): Promise<Usage | undefined> {
    const usage = await this.usage('memory');
    const cached = Number(/^inactive_file (\d+)$/m.exec(await this.read('memory.stat'))?.[1] ?? 0);
    return usage && { ...usage, used: Math.max(0, usage.used - cached) };
  }

  /** Undefined where there is no limit, or no swap. */
  async swap(): Promise<Usage | undefined> {
    const usage = await this.usage('memory.swap');
    return usage && usage.most > 0 ? usage : undefined;
  }

  /** How much CPU time was used so far, and how many cores may be used; undefined where there is no limit. */
  async cpu(): Promise<{ readonly usedUs: number; readonly cores: number } | undefined> {
    const [quota, period] = (await this.read('cpu.max')).trim().split(' ').map(Number);
    const used = /^usage_usec (\d+)$/m.exec(await this.read('cpu.stat'))?.[1];
    const cores = (quota ?? NaN) / (period ?? NaN);
    return cores > 0 && used !== undefined ? { usedUs: Number(used), cores } : undefined;
  }

  private async usage(what: 'memory' | 'memory.swap'): Promise<Usage | undefined> {
    const most = Number(await this.read(`${what}.max`));
    const used = Number(await this.read(`${what}.current`));
    return Number.isFinite(most) && Number.isFinite(used) ? { used, most } : undefined;
  }

  /** Controllers that are off have no files. `max` is no number, and so no limit. */
  private async read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8').catch(() => 'max');
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
