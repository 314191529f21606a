import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, from sources and from the build alike: the nearest one with its package.json. */
export const packageRoot = findPackageRoot(import.meta.dirname);

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
};

export const packageVersion = manifest.version;

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json of zion-autoheal is missing: reinstall it.');
  return findPackageRoot(parent);
}
