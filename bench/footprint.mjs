/**
 * What an idle Zion Auto-Heal costs: start-up time, memory and CPU of the built watchdog and API.
 *
 * Usage: npm run bench footprint [seconds to idle, default 20]
 * The peer is a Node.js process that does nothing, measured in the same run. Linux only (/proc).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';

const idleSeconds = Number(process.argv[2] ?? 20);
const TICKS_PER_SECOND = 100;
const READY_WITHIN_MS = 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'autoheal-bench-'));

buildIfNeeded();
writeFileSync(
  join(folder, 'error-patterns.yaml'),
  'version: 1\npatterns:\n  - { id: sample, match: "Error: sample" }\n',
);

const rows = [];
try {
  rows.push(
    await measure(
      'node, doing nothing',
      ['-e', 'setInterval(() => {}, 1000); console.log("ready")'],
      /ready/,
    ),
  );
  rows.push(await measure('watchdog', [join(root, 'dist/apps/watchdog/main.js')], /watching/i));
  rows.push(await measure('api', [join(root, 'dist/apps/api/main.js')], /listen on/));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const [peer] = rows;
console.log('\n| process | ready after ms | memory MB | CPU % idle | memory ratio to bare node |');
console.log('|---|---|---|---|---|');
for (const row of rows) {
  const cells = [
    row.name,
    row.readyMs,
    row.megabytes.toFixed(1),
    row.cpuPercent.toFixed(2),
    (row.megabytes / peer.megabytes).toFixed(2),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

async function measure(name, args, ready) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, AUTOHEAL_DATA_DIR: join(folder, 'data'), API_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  try {
    await waitFor(child, ready);
    const readyMs = Math.round(performance.now() - startedAt);
    await sleep(10_000);
    const before = cpuTicks(child.pid);
    await sleep(idleSeconds * 1_000);
    const cpuPercent = ((cpuTicks(child.pid) - before) / TICKS_PER_SECOND / idleSeconds) * 100;
    return { name, readyMs, cpuPercent, megabytes: residentMegabytes(child.pid) };
  } finally {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(killer);
  }
}

function waitFor(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    const late = setTimeout(
      () => reject(new Error(`was not ready within ${READY_WITHIN_MS} ms:\n${output}`)),
      READY_WITHIN_MS,
    );
    const read = (data) => {
      output += data;
      if (!pattern.test(output)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${output}`)),
    );
  });
}

function cpuTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentMegabytes(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
