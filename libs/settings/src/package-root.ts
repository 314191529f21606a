import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, from its sources and from its build alike: the nearest one with a package.json. */
export const packageRoot = nearestPackage(import.meta.dirname);

export const packageVersion = readVersion();

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder) {
    throw new Error('The package.json of zion-autoheal is missing. Install the package again.');
  }
  return nearestPackage(dirname(folder));
}

function readVersion(): string {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
