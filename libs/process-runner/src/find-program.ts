import { constants, accessSync, statSync } from 'node:fs';
import { delimiter, join, resolve, sep } from 'node:path';

/**
 * The path of a program: as it stands where it is a path, else the first match in the folders.
 *
 * @returns undefined when there is no such program that may be run
 */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  const candidates = name.includes(sep)
    ? [resolve(name)]
    : folders.filter((folder) => folder !== '').map((folder) => join(folder, name));
  return candidates.find(isProgram);
}

export function pathFolders(path = process.env['PATH'] ?? ''): string[] {
  return path.split(delimiter);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
