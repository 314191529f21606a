import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('bare-watcher.mjs', import.meta.url));

/** The least that Node.js can do: it watches, matches and runs, and remembers nothing. */
export function bareContender({ folder, log }) {
  const out = join(folder, 'out');
  mkdirSync(out);
  return {
    name: 'fs.watch and execa, nothing stored',
    command: [process.execPath, program, log, out],
    isReady: (output) => output.includes('watching'),
    ranAt: () => readTimes(out),
  };
}

/** @returns by trial, the time in milliseconds that `date` wrote to a file of that name */
export function readTimes(folder) {
  return new Map(
    readdirSync(folder)
      .map((name) => [Number(name), readFileSync(join(folder, name), 'utf8')])
      .filter(([, text]) => text.endsWith('\n'))
      .map(([trial, text]) => [trial, Number(text) / 1e6]),
  );
}
