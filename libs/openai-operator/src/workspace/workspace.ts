import type { ProcessRunner } from '@app/process-runner';
import {
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeAbandoned, WORKSPACE_PREFIX } from './abandoned.js';
import { listProjectFiles } from './project-files.js';

const MODULES = 'node_modules';

/** A copy of the project as it is now, uncommitted changes included, where a patch may be tried. */
export class Workspace {
  private constructor(
    private readonly home: string,
    private readonly number: { next: number },
    /** Absolute and real. */
    readonly folder: string,
    /** Every file that was copied, relative to the folder. */
    readonly files: readonly string[],
  ) {}

  /** Files that git knows or does not ignore; every file where there is no git; never secrets. */
  static async create(projectRoot: string, processes: ProcessRunner): Promise<Workspace> {
    removeAbandoned();
    const home = realpathSync(
      mkdtempSync(join(tmpdir(), `${WORKSPACE_PREFIX}${String(process.pid)}-`)),
    );
    const files = await listProjectFiles(projectRoot, processes);
    const workspace = new Workspace(home, { next: 1 }, join(home, '0'), files);
    mkdirSync(workspace.folder);
    for (const file of files) {
      mkdirSync(dirname(workspace.path(file)), { recursive: true });
      await copyFile(join(projectRoot, file), workspace.path(file), constants.COPYFILE_FICLONE);
    }
    const modules = join(projectRoot, MODULES);
    if (existsSync(modules)) symlinkSync(modules, workspace.path(MODULES));
    return workspace;
  }

  /** A copy of this copy. */
  clone(): Workspace {
    const folder = join(this.home, String(this.number.next));
    this.number.next += 1;
    cpSync(this.folder, folder, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    return new Workspace(this.home, this.number, folder, this.files);
  }

  path(relativePath: string): string {
    return join(this.folder, relativePath);
  }

  has(relativePath: string): boolean {
    return lstatSync(this.path(relativePath), { throwIfNoEntry: false }) !== undefined;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** This copy and every other that stems from the same one. */
  removeAll(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
