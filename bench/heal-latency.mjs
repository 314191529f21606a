/**
 * From the write of a line to the first instruction of the heal's child process, the commits in between
 * included: the built watchdog idle and beside other lines, the least that Node.js can do, and SEC where it
 * is installed.
 *
 * Usage: npm run bench heal-latency [trials, default 100] [other lines per second, default 5000]
 *
 * Each trial has a pattern and a target of its own, and its heal is `date`, which says when it ran.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { bareContender } from './latency/bare.mjs';
import { Contender } from './latency/contender.mjs';
import { hasSec, secContender } from './latency/sec.mjs';
import { TrialLog } from './latency/trial-log.mjs';
import { watchdogContender } from './latency/watchdog.mjs';

const trials = Number(process.argv[2] ?? 100);
const others = Number(process.argv[3] ?? 5_000);
const BETWEEN_MS = { least: 30, most: 130 };
const LATE_MS = 10_000;

buildIfNeeded();
const contenders = [watchdogContender, bareContender];
if (hasSec()) contenders.push(secContender);
else console.log('SEC is not installed: left out');

console.log('| from the line to the heal, ms | other lines/s | p50 | p99 | most | trials |');
console.log('|---|---|---|---|---|---|');
for (const linesPerSecond of [0, others])
  for (const describe of contenders) await measure(describe, linesPerSecond);

async function measure(describe, linesPerSecond) {
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-latency-'));
  const log = new TrialLog(join(folder, 'app.log'));
  const contender = new Contender(describe({ folder, log: log.path, trials }));
  try {
    await contender.start();
    log.flow(linesPerSecond);
    for (let trial = 0; trial < trials; trial += 1) {
      await sleep(BETWEEN_MS.least + Math.random() * (BETWEEN_MS.most - BETWEEN_MS.least));
      log.fail(trial);
    }
    await until(() => contender.ranAt().size === trials);
    row(contender.name, linesPerSecond, log.delays(contender.ranAt()));
  } finally {
    log.close();
    await contender.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(name, linesPerSecond, delays) {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const cells = [at(0.5), at(0.99), sorted.at(-1)].map((value) => value.toFixed(1));
  console.log(`| ${[name, linesPerSecond, ...cells, sorted.length].join(' | ')} |`);
}

async function until(isDone) {
  const startedAt = performance.now();
  while (!isDone()) {
    if (performance.now() - startedAt > LATE_MS) throw new Error('not every trial led to a heal');
    await sleep(100);
  }
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
