/**
 * Feeds generated inputs to everything that reads what others wrote, each target in a process of its own. Fails
 * on a crash, on a hang (no batch of 500 ends within a minute), and on a heap that grows.
 *
 * Usage: npm run fuzz -- [--count 1000000] [--seconds 1800] [--seed N] [--only NAME]
 */
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HANG_MS = 60_000;
/** After so many inputs everything is loaded and compiled; the heap must not grow any more than this. */
const WARM_INPUTS = 2_000;
const MOST_GROWTH_BYTES = 48 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '1800' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const { shares } = await import('./shares.mjs');
const names = Object.keys(shares).filter((name) => name === (values.only ?? name));
if (names.includes('api'))
  execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'ignore' });

console.log(`seed ${values.seed}`);
let total = 0;
let failed = false;
for (const name of names) {
  const result = await fuzz(name, Math.ceil(Number(values.count) * shares[name]));
  total += result.done;
  failed ||= result.problem !== undefined;
  const heap = `${(result.heap / 1_048_576).toFixed(1)} MB heap`;
  console.log(
    `${name.padEnd(11)} ${String(result.done).padStart(8)} inputs  ${result.seconds.toFixed(0).padStart(4)} s  ${heap}  ${result.problem ?? 'ok'}`,
  );
}
console.log(`${total} inputs, ${failed ? 'with problems' : 'no crash, no hang, no leak'}`);
process.exitCode = failed ? 1 : 0;

function fuzz(name, count) {
  const register = `data:text/javascript,import { register } from 'node:module'; register('./bench/typescript-loader.mjs', '${new URL('..', import.meta.url).href}');`;
  const args = ['--expose-gc', '--no-warnings', '--import', register, 'fuzz/run-target.ts'];
  const started = Date.now();
  const child = spawn(
    process.execPath,
    [...args, name, String(count), values.seconds, values.seed],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve) => {
    let [done, warm, heap, problem] = [0, undefined, 0, undefined];
    const hang = setInterval(() => {
      if (Date.now() - heard < HANG_MS) return;
      problem = `hangs after ${done} inputs`;
      child.kill('SIGKILL');
    }, 1_000);
    let heard = Date.now();
    createInterface(child.stdout).on('line', (line) => {
      heard = Date.now();
      const told = JSON.parse(line);
      done = told.done;
      heap = told.heapBytes ?? heap;
      if (done >= Math.min(WARM_INPUTS, count / 2)) warm ??= told.heapBytes ?? undefined;
    });
    child.on('close', (code) => {
      clearInterval(hang);
      if (code !== 0) problem ??= `fails after ${done} inputs; see above`;
      if (heap - (warm ?? heap) > MOST_GROWTH_BYTES) problem ??= 'grows: see its heap';
      resolve({ done, heap, problem, seconds: (Date.now() - started) / 1_000 });
    });
  });
}
