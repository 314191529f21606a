/**
 * Fifty bad revisions, of every kind, against a real service under real PM2, with requests all the while:
 * no request may be refused, or be answered by anything but a good revision. About two minutes.
 *
 * Usage: npm run bench bad-revisions
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'unit',
    '--testPathPatterns',
    'release-restart.pm2',
  ],
  { stdio: 'inherit', env: { ...process.env, BAD_REVISIONS: process.argv[2] ?? '50' } },
);
process.exitCode = status ?? 1;
