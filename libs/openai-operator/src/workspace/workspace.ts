import type { ProcessRunner } from '@app/process-runner';
import { childEnvironment } from '@app/process-runner';
import {
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const PREFIX = 'autoheal-workspace-';
/** Never copied: they hold secrets, or are too large to. */
const LEFT_OUT = /^(?:\.env(?:\..*)?|\.git|node_modules)$/;
const GIT_LIMIT_MS = 30_000;

/** A copy of the project as it is now, uncommitted changes included, where a patch may be tried. */
export class Workspace {
  private constructor(readonly folder: string) {}

  /** Files that git knows or does not ignore; every file where there is no git. */
  static async create(projectRoot: string, processes: ProcessRunner): Promise<Workspace> {
    removeAbandoned();
    const workspace = new Workspace(
      mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`)),
    );
    const files = await listByGit(projectRoot, processes);
    if (files) await workspace.copyListed(projectRoot, files);
    else workspace.copyAll(projectRoot);
    const modules = join(projectRoot, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, workspace.path('node_modules'));
    return workspace;
  }

  path(relativePath: string): string {
    return join(this.folder, relativePath);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async copyListed(projectRoot: string, files: readonly string[]): Promise<void> {
    for (const file of files) {
      const source = join(projectRoot, file);
      const isFile = lstatSync(source, { throwIfNoEntry: false })?.isFile() ?? false;
      if (!isFile || file.split('/').some((part) => LEFT_OUT.test(part))) continue;
      mkdirSync(dirname(this.path(file)), { recursive: true });
      await copyFile(source, this.path(file), constants.COPYFILE_FICLONE);
    }
  }

  private copyAll(projectRoot: string): void {
    cpSync(projectRoot, this.folder, {
      recursive: true,
      filter: (source) =>
        source === projectRoot ||
        (!LEFT_OUT.test(basename(source)) && !lstatSync(source).isSymbolicLink()),
    });
  }
}

async function listByGit(
  projectRoot: string,
  processes: ProcessRunner,
): Promise<string[] | undefined> {
  const result = await processes.run(
    { file: 'git', args: ['ls-files', '-z', '--cached', '--others', '--exclude-standard'] },
    {
      cwd: projectRoot,
      env: childEnvironment(),
      timeoutMs: GIT_LIMIT_MS,
      maxOutputChars: 64 * 1024 * 1024,
    },
  );
  if (result.outcome !== 'exited' || result.exitCode !== 0) return undefined;
  return result.stdout.split('\0').filter((file) => file !== '');
}

/** Workspaces of operators that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
