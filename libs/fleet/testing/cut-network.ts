import { execFileSync, spawnSync } from 'node:child_process';

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'ignore' });

/** A network of its own for a server, which can be cut as a cable is: nobody is told, nothing comes through. */
export class CutNetwork {
  /** Needs root, and a kernel that has namespaces. */
  static readonly isPossible =
    process.getuid?.() === 0 &&
    spawnSync('unshare', ['--net', 'ip', 'link', 'add', 'name', 'ah0', 'type', 'veth']).status ===
      0;
  private static made = 0;
  private readonly name = `heal${String(process.pid)}-${String((CutNetwork.made += 1))}`;
  private readonly link = `ah${String(process.pid % 100_000)}${String(CutNetwork.made)}`;
  private readonly net = `10.213.${String(process.pid % 250)}`;

  constructor() {
    ip('netns', 'add', this.name);
    ip('link', 'add', this.link, 'type', 'veth', 'peer', 'name', 'server', 'netns', this.name);
    ip('addr', 'add', `${this.net}.1/30`, 'dev', this.link);
    ip('link', 'set', this.link, 'up');
    ip('-n', this.name, 'addr', 'add', `${this.net}.2/30`, 'dev', 'server');
    ip('-n', this.name, 'link', 'set', 'server', 'up');
  }

  /** Where a server in this network is reached. */
  get address(): string {
    return `${this.net}.2`;
  }

  /** What runs a program in this network. */
  get runner(): readonly string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  cut(): void {
    ip('-n', this.name, 'link', 'set', 'server', 'down');
  }

  mend(): void {
    ip('-n', this.name, 'link', 'set', 'server', 'up');
  }

  dispose(): void {
    ip('link', 'del', this.link);
    ip('netns', 'del', this.name);
  }
}
