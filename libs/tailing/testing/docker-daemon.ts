import { findProgram, pathFolders } from '@app/process-runner';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const LONGEST_START_MS = 15_000;
const SHELL = '/bin/sh';
const IMAGE = 'autoheal-shell:test';
const run = promisify(execFile);

/** A real Docker daemon of its own: nothing of the machine's own one is used or changed. */
export class DockerDaemon {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** Undefined where there is no Docker, or it may not be started: it takes root. */
  static async start(): Promise<DockerDaemon | undefined> {
    const programs = ['dockerd', 'docker'].map((name) => findProgram(name, pathFolders()));
    const [program] = programs;
    if (program === undefined || programs.includes(undefined) || process.getuid?.() !== 0)
      return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'autoheal-docker-'));
    const daemon = new DockerDaemon(folder, launch(program, folder));
    if (await daemon.isUp()) return daemon;
    await daemon.dispose();
    return undefined;
  }

  /** Where it keeps its containers. */
  get containers(): string {
    return join(this.folder, 'data', 'containers');
  }

  /** Runs a script of the shell in a container, to its end. */
  async run(name: string, script: string, ...options: readonly string[]): Promise<void> {
    const args = [
      'run',
      '--network=none',
      `--name=${name}`,
      ...options,
      IMAGE,
      SHELL,
      '-c',
      script,
    ];
    await this.docker(...args);
  }

  async docker(...args: readonly string[]): Promise<string> {
    const host = `unix://${join(this.folder, 'docker.sock')}`;
    const most = { maxBuffer: 64 * 1_048_576 };
    return (await run('docker', ['--host', host, ...args], most)).stdout;
  }

  /** An image with a shell, of this machine's own files. */
  async makeImage(): Promise<void> {
    const root = join(this.folder, 'root');
    const linked = execFileSync('ldd', [SHELL], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
    for (const file of [SHELL, ...linked]) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      copyFileSync(file, join(root, file));
    }
    const archive = join(this.folder, 'root.tar');
    execFileSync('tar', ['--create', '--file', archive, '--directory', root, '.']);
    await this.docker('import', archive, IMAGE);
  }

  async dispose(): Promise<void> {
    const hasEnded = this.child.exitCode !== null || this.child.signalCode !== null;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    if (!hasEnded) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isUp(): Promise<boolean> {
    const deadline = Date.now() + LONGEST_START_MS;
    while (Date.now() < deadline && this.child.exitCode === null) {
      if (await this.docker('version').catch(() => undefined)) return true;
      await pause(200);
    }
    return false;
  }
}

function launch(program: string, folder: string): ChildProcess {
  const args = [
    `--data-root=${join(folder, 'data')}`,
    `--exec-root=${join(folder, 'exec')}`,
    `--pidfile=${join(folder, 'pid')}`,
    `--host=unix://${join(folder, 'docker.sock')}`,
    '--storage-driver=vfs',
    '--bridge=none',
    '--iptables=false',
    '--ip6tables=false',
    '--ip-forward=false',
  ];
  return spawn(program, args, { stdio: 'ignore' });
}
