/**
 * Kills the built watchdog again and again while a program logs at full pace and its log is rotated in
 * every way, and then counts, by what the watchdog has committed, which lines it lost or counted twice.
 *
 * Usage: node bench/soak-tail.mjs [kills, default 200] [lines per second, default 20000]
 *
 * Each line names one of many groups, and each group's matches are counted: the streak under way, and
 * so many for each detection. A line too few in one group cannot hide a line too many in another. Every other half
 * second the lines belong to no group and lead to nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { committedLines } from './soak/committed-lines.mjs';
import { GroupedLog } from './soak/grouped-log.mjs';
import { WatchdogProcess } from './soak/watchdog-process.mjs';

const kills = Number(process.argv[2] ?? 200);
const linesPerSecond = Number(process.argv[3] ?? 20_000);
const GROUPS = 16;
const LINES_PER_DETECTION = 1_000;
const LIFE_MS = { shortest: 50, longest: 1_500 };
/** A watchdog that commits nothing for so long will not commit what is missing. */
const STALLED_MS = 15_000;

const folder = mkdtempSync(join(tmpdir(), 'autoheal-soak-'));
mkdirSync(join(folder, 'logs'));
writeFileSync(
  join(folder, 'error-patterns.yaml'),
  `version: 1
defaults: { mode: shadow }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - { id: line, sources: [app], match: 'ERROR group=(?<group>\\d+) ', groupBy: [group], resetOn: never, maxStreak: ${LINES_PER_DETECTION - 1} }
`,
);

buildIfNeeded();
const watchdog = new WatchdogProcess(folder);
const log = new GroupedLog(join(folder, 'logs', 'app.log'), { groups: GROUPS, linesPerSecond });
const startedAt = performance.now();
try {
  // What was rotated away before the first start is nobody's business.
  await watchdog.start();
  log.start();
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill > 1) await watchdog.start();
    await sleep(LIFE_MS.shortest + Math.random() * (LIFE_MS.longest - LIFE_MS.shortest));
    await watchdog.kill();
    if (kill % 20 === 0) console.log(`${kill} kills, ${log.written} lines, ${describe(count())}`);
  }
  log.stop();
  await watchdog.start();
  await caughtUp();
  await watchdog.stop();
  report();
} finally {
  log.stop();
  await watchdog.kill();
  rmSync(folder, { recursive: true, force: true });
}

function count() {
  return committedLines(join(folder, 'data', 'autoheal.db'), LINES_PER_DETECTION);
}

function describe({ byGroup, gapBytes }) {
  return `${sum([...byGroup.values()])} committed, gaps ${gapBytes} bytes`;
}

async function caughtUp() {
  let [committed, since] = [-1, performance.now()];
  while (committed < log.total && performance.now() - since < STALLED_MS) {
    const now = sum([...count().byGroup.values()]);
    if (now !== committed) [committed, since] = [now, performance.now()];
    await sleep(200);
  }
  await sleep(2_000);
}

function report() {
  const { byGroup, gapBytes } = count();
  const differences = log.counts.map((lines, group) => (byGroup.get(String(group)) ?? 0) - lines);
  const lost = sum(differences.map((each) => Math.max(0, -each)));
  const duplicate = sum(differences.map((each) => Math.max(0, each)));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(
    `\n${kills} kills in ${seconds} s, ${log.written} lines (${log.total} of groups) at ${linesPerSecond}/s, ${log.rotations} rotations (${log.describeRotations()})`,
  );
  console.log(`lost = ${lost}, duplicate = ${duplicate}, reported gaps = ${gapBytes} bytes`);
  process.exitCode = lost + duplicate === 0 ? 0 : 1;
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
