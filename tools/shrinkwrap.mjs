/**
 * Sends the lock file along in the package, as npm wants it named: whoever installs it gets the very versions,
 * by integrity, that it was tested with; overrides of a package that is no root count for nothing.
 *
 * Usage: node tools/shrinkwrap.mjs write|remove
 */
import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

if (process.argv[2] === 'write')
  copyFileSync(path('package-lock.json'), path('npm-shrinkwrap.json'));
else rmSync(path('npm-shrinkwrap.json'), { force: true });
