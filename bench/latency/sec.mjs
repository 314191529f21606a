import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTimes } from './bare.mjs';

export function hasSec() {
  return spawnSync('which', ['sec']).status === 0;
}

/** SEC as it comes: it looks at its input every tenth of a second. */
export function secContender({ folder, log }) {
  const rules = join(folder, 'sec.conf');
  const said = join(folder, 'said');
  const out = join(folder, 'out');
  mkdirSync(out);
  writeFileSync(
    rules,
    `type=Single\nptype=RegExp\npattern=trial (\\d+) failed\ndesc=trial $1\naction=shellcmd exec date +%%s%%N > ${out}/$1\n`,
  );
  return {
    name: 'SEC',
    command: ['sec', `--conf=${rules}`, `--input=${log}`, '--debug=5', `--log=${said}`],
    isReady: () => existsSync(said) && readFileSync(said, 'utf8').includes('Opening input file'),
    ranAt: () => readTimes(out),
  };
}
