/**
 * The API under load while the watchdog works: 200 clients over a mix of routes, readers of the event
 * stream (half of them come back every second with Last-Event-ID), and a log of 20,000 lines a second.
 * Fails when an answer is an error, a matching line is not counted or a reader misses an event.
 *
 * Usage: node bench/api-load.mjs [seconds, default 20] [clients, default 200] [lines a second, default 20000]
 */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { EventReader } from './api-load/event-reader.mjs';

const [seconds, clients, linesPerSecond] = [20, 200, 20_000].map((fallback, index) =>
  Number(process.argv[2 + index] ?? fallback),
);
const READERS = 20;
const BATCHES_PER_SECOND = 20;
/** One line in so many matches: enough events to lose one. */
const MATCH_EVERY = 2_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'autoheal-load-'));
const log = join(folder, 'logs', 'app.log');
const paths = [
  '/api/status',
  '/api/services',
  '/api/incidents?limit=20',
  '/api/heals?limit=20',
  '/api/patterns',
  '/api/loops',
  '/api/alerts?limit=20',
  '/api/logs?source=app&lines=50',
  '/api/series?name=cpu',
];
const children = [];

buildIfNeeded();
mkdirSync(join(folder, 'logs'));
writeFileSync(log, '');
writeFileSync(
  join(folder, 'error-patterns.yaml'),
  `version: 1
sources:
  - { id: app, type: file, path: ${log} }
patterns:
  - { id: trouble, sources: [app], match: 'ERROR trouble', resetOn: never, action: { type: RESTART_SERVICE, service: app } }
`,
);

try {
  const [, url] = await start('api', /(http:\/\/127[\d.]+:\d+)/);
  await start('watchdog', /watching/i);
  const readers = Array.from({ length: READERS }, (_, n) => new EventReader(url, n % 2 === 0));
  for (const reader of readers) reader.start(0);
  const writing = write(seconds);
  const load = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    requests: paths.map((path) => ({ path })),
  });
  const written = await writing;
  const counted = await settled(url, written.matches);
  const events = await EventReader.all(url);
  await until(() => readers.every(({ seen }) => seen.length >= events.length), 15_000);
  await Promise.all(readers.map((reader) => reader.stop()));
  process.exitCode = report({ load, written, counted, events, readers }) ? 0 : 1;
} finally {
  await Promise.all(children.map(stop));
  rmSync(folder, { recursive: true, force: true });
}

async function start(app, ready) {
  const child = spawn(process.execPath, [join(root, 'dist', 'apps', app, 'main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH, API_PORT: '0', API_RATE_LIMIT_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data) => {
    if (output.length < 100_000) output += data;
  });
  await until(() => ready.test(output), 20_000);
  return ready.exec(output);
}

async function stop(child) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Appends lines at an even pace, catching up where a turn came late. */
async function write(duration) {
  const begun = performance.now();
  const total = duration * linesPerSecond;
  let lines = 0;
  let matches = 0;
  while (lines < total) {
    const due = Math.min(total, ((performance.now() - begun) / 1_000) * linesPerSecond);
    let text = '';
    for (; lines < due; lines += 1) {
      const match = lines % MATCH_EVERY === 0;
      if (match) matches += 1;
      text += `${new Date().toISOString()} ${match ? 'ERROR trouble' : 'INFO request served'} ${lines}\n`;
    }
    appendFileSync(log, text);
    await new Promise((resolve) => setTimeout(resolve, 1_000 / BATCHES_PER_SECOND));
  }
  return { lines, matches, seconds: (performance.now() - begun) / 1_000 };
}

/** Matching lines that the watchdog has counted, once they are all there or some time has passed. */
async function settled(url, expected) {
  let counted = 0;
  await until(async () => {
    const { items } = await (await fetch(`${url}/api/incidents?pattern=trouble`)).json();
    counted = items.reduce((sum, { detections }) => sum + detections, 0);
    return counted >= expected;
  }, 20_000).catch(() => undefined);
  return counted;
}

async function until(look, withinMs) {
  const deadline = Date.now() + withinMs;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error('Waited in vain.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function report({ load, written, counted, events, readers }) {
  const refused = load.non2xx + load.errors + load.timeouts;
  const incomplete = readers.filter(({ seen }) => seen.join() !== events.join()).length;
  console.log(`\n| what | measured |\n|---|---|`);
  for (const [what, value] of [
    [`requests of ${clients} clients in ${seconds} s`, load.requests.total],
    ['requests a second', Math.round(load.requests.average)],
    [
      'latency p50, p97.5, p99 ms',
      [load.latency.p50, load.latency.p97_5, load.latency.p99].join(', '),
    ],
    ['answers that are errors', refused],
    ['lines written a second', Math.round(written.lines / written.seconds)],
    ['matching lines, counted by the watchdog', `${written.matches}, ${counted}`],
    [
      'events, readers that missed or repeated one',
      `${events.length}, ${incomplete} of ${readers.length}`,
    ],
    ['returns with Last-Event-ID', readers.reduce((sum, { returns }) => sum + returns, 0)],
  ])
    console.log(`| ${what} | ${value} |`);
  return refused === 0 && counted === written.matches && incomplete === 0;
}
