import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

export type TargetFileRefusal = 'outside-root' | 'symlink' | 'missing' | 'not-a-file';

export type TargetFileCheck =
  | { readonly outcome: 'accepted'; readonly filePath: string }
  | {
      readonly outcome: 'refused';
      readonly reason: TargetFileRefusal;
      /** What is wrong and what to send instead; names no path beyond the one that was asked for. */
      readonly message: string;
    };

/**
 * Whether a path that came from a log may be repaired: a regular file inside the project root that no
 * symbolic link leads to.
 *
 * The answer holds for this moment only; the operator checks again when it writes.
 *
 * @param projectRoot absolute; may itself be a link, as release folders often are
 * @param filePath absolute, or relative to the root
 * @returns the path relative to the real root
 * @throws when the root itself does not exist
 */
export async function checkTargetFile(
  projectRoot: string,
  filePath: string,
): Promise<TargetFileCheck> {
  const realRoot = await realRootOf(projectRoot);
  const inside = insideOf([projectRoot, realRoot], resolve(projectRoot, filePath));
  if (inside === undefined) return refuse('outside-root', filePath);
  const path = join(realRoot, inside);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return refuse('missing', filePath);
  if (real !== path) return refuse('symlink', filePath);
  if (!(await lstat(path)).isFile()) return refuse('not-a-file', filePath);
  return { outcome: 'accepted', filePath: inside };
}

async function realRootOf(projectRoot: string): Promise<string> {
  try {
    return await realpath(projectRoot);
  } catch (error) {
    throw new Error(
      `The project root ${projectRoot} does not exist. Set AUTOHEAL_PROJECT_ROOT to the folder of the watched platform.`,
      { cause: error },
    );
  }
}

function insideOf(roots: readonly string[], path: string): string | undefined {
  return roots
    .map((root) => relative(root, path))
    .find((way) => way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const reasons: Readonly<Record<TargetFileRefusal, string>> = {
  'outside-root':
    'is outside the project root. Only files inside AUTOHEAL_PROJECT_ROOT can be repaired.',
  symlink: 'is reached through a symbolic link. Send the path of the file itself.',
  missing: 'does not exist in the project root. Send the path of a source file that is there.',
  'not-a-file': 'is not a regular file. Send the path of a source file.',
};

function refuse(reason: TargetFileRefusal, filePath: string): TargetFileCheck {
  return { outcome: 'refused', reason, message: `${filePath} ${reasons[reason]}` };
}
