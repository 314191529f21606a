import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';

/**
 * Where the link leads, as it is written in it.
 *
 * @returns undefined where there is no link, or it leads to no folder
 */
export function readCurrent(link: string): string | undefined {
  try {
    return lstatSync(link).isSymbolicLink() && statSync(link).isDirectory()
      ? readlinkSync(link)
      : undefined;
  } catch {
    return undefined;
  }
}

/** By a rename: at every moment the link leads to the old target or the new one. */
export async function switchCurrent(link: string, target: string): Promise<void> {
  const next = `${link}.next`;
  await rm(next, { force: true });
  await symlink(target, next);
  await rename(next, link);
}
