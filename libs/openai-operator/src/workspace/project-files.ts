import { childEnvironment, type ProcessRunner } from '@app/process-runner';
import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Never copied and never shown: they hold secrets, or are too large to. */
const LEFT_OUT = /^(?:\.env(?:\..*)?|\.git|node_modules)$/;
const GIT_LIMIT_MS = 30_000;
const MAX_LIST_CHARS = 64 * 1024 * 1024;

/**
 * The regular files of a project, relative to its root: what git knows or does not ignore, everything
 * where there is no git. Links, secrets and packages are not among them.
 */
export async function listProjectFiles(
  projectRoot: string,
  processes: ProcessRunner,
): Promise<readonly string[]> {
  const files = (await listByGit(projectRoot, processes)) ?? walk(projectRoot);
  return files.filter((file) => {
    if (file.split('/').some((part) => LEFT_OUT.test(part))) return false;
    return lstatSync(join(projectRoot, file), { throwIfNoEntry: false })?.isFile() ?? false;
  });
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
      maxOutputChars: MAX_LIST_CHARS,
    },
  );
  if (result.outcome !== 'exited' || result.exitCode !== 0) return undefined;
  return [...new Set(result.stdout.split('\0'))].filter((file) => file !== '');
}

function walk(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(root, path) : [relative(root, path).split(sep).join('/')];
  });
}
