/**
 * A watchdog under all that is unpleasant at once, for a while: a program that logs without a pause, logs that
 * are rotated in every way, trouble every few seconds that is healed and told of, a webhook that refuses everything,
 * a model that answers only after a minute, and now and then a kill. Afterwards: nothing lost and nothing counted
 * twice, no trouble unhealed and none healed twice, and in the longest life between two kills neither memory nor open
 * files have grown. Stops by itself.
 *
 * Usage: node bench/soak.mjs [minutes, default 30] [lines per second, default 2000]
 */
import { createServer } from 'node:http';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { committedLines } from './soak/committed-lines.mjs';
import { GroupedLog } from './soak/grouped-log.mjs';
import { WatchdogProcess } from './soak/watchdog-process.mjs';

const minutes = Number(process.argv[2] ?? 30);
const linesPerSecond = Number(process.argv[3] ?? 2_000);
const LINES_PER_DETECTION = 1_000;
const SAMPLE_MS = 2_000;
const MODEL_MS = 60_000;
const STALLED_MS = 15_000;
/** Its beginning is start-up, when code is compiled and caches fill. */
const WARM_SHARE = 0.3;
const MOST_GROWTH = { mb: 25, files: 10 };
/** A quarter of the time in short lives, the rest in one long one. */
const KILLS = 3;
const TROUBLE_EVERY_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'autoheal-soak-'));
mkdirSync(join(folder, 'logs'));
writeFileSync(
  join(folder, 'error-patterns.yaml'),
  `version: 1
defaults: { mode: shadow }
sources:
  - { id: app, path: logs/app.log, startAt: beginning }
  - { id: jobs, path: logs/jobs.log, startAt: beginning }
patterns:
  - id: job
    sources: [jobs]
    match: 'ERROR job (?<job>\\d+) failed'
    groupBy: [job]
    mode: auto
    maxStreak: 0
    cooldownSeconds: 0
    target: jobs
    action: { type: RUN_COMMAND, command: ['true'] }
    loop: { maxHeals: 1000, windowSeconds: 60 }
    verification: { windowSeconds: 1, settleSeconds: 0 }
  - { id: line, sources: [app], match: 'ERROR group=(?<group>\\d+) ', groupBy: [group], resetOn: never, maxStreak: ${LINES_PER_DETECTION - 1} }
`,
);
let modelRequests = 0;
const model = await serve((_request, response) => {
  modelRequests += 1;
  setTimeout(() => response.end('{}'), MODEL_MS);
});
let webhookRequests = 0;
const webhook = await serve((_request, response) => {
  webhookRequests += 1;
  response.writeHead(503).end();
});
writeFileSync(
  join(folder, '.env'),
  `SLACK_WEBHOOK_URL=http://127.0.0.1:${webhook.address().port}/services/dead
OPENAI_API_KEY=test-key-of-the-soak
OPENAI_BASE_URL=http://127.0.0.1:${model.address().port}/v1
`,
);

buildIfNeeded();
const watchdog = new WatchdogProcess(folder);
const log = new GroupedLog(join(folder, 'logs', 'app.log'), { groups: 16, linesPerSecond });
const store = join(folder, 'data', 'autoheal.db');
const samples = [];
let jobs = 0;
let trouble;
try {
  await watchdog.start();
  log.start();
  trouble = setInterval(fail, TROUBLE_EVERY_MS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep((minutes * 60_000) / 4 / KILLS);
    await watchdog.kill();
    await watchdog.start();
  }
  await longLife((minutes * 60_000 * 3) / 4);
  log.stop();
  clearInterval(trouble);
  await caughtUp();
  await watchdog.stop();
  report();
} finally {
  log.stop();
  clearInterval(trouble);
  await watchdog.kill();
  for (const server of [model, webhook]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
}

async function serve(handle) {
  const server = createServer(handle);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function fail() {
  jobs += 1;
  appendFileSync(join(folder, 'logs', 'jobs.log'), `ERROR job ${jobs} failed\n`);
}

/** How often each job's trouble was healed, and how many of these heals helped. */
function heals() {
  const database = new DatabaseSync(store, { readOnly: true, timeout: 5_000 });
  try {
    const rows = database.prepare('select key, status from heals').all();
    const verified = rows.filter(({ status }) => status === 'verified').length;
    return { verified, begun: rows.length, jobs: new Set(rows.map(({ key }) => key)).size };
  } finally {
    database.close();
  }
}

async function longLife(ms) {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(SAMPLE_MS)) {
    const { pid } = watchdog.child;
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    samples.push({ mb: Number(kilobytes) / 1_024, files: readdirSync(`/proc/${pid}/fd`).length });
    if (samples.length % 30 === 0) console.log(`${log.total} lines, ${describe(samples.at(-1))}`);
  }
}

async function caughtUp() {
  let [committed, since] = [-1, performance.now()];
  while (committed < log.total && performance.now() - since < STALLED_MS) {
    const now = sum([...committedLines(store, LINES_PER_DETECTION).byGroup.values()]);
    if (now !== committed) [committed, since] = [now, performance.now()];
    await sleep(200);
  }
}

function report() {
  const { byGroup, gapBytes } = committedLines(store, LINES_PER_DETECTION);
  const off = log.counts.map((lines, group) => (byGroup.get(String(group)) ?? 0) - lines);
  const wrong = sum(off.map(Math.abs));
  const warm = samples.slice(Math.floor(samples.length * WARM_SHARE));
  const half = Math.floor(warm.length / 2);
  const [early, late] = [middle(warm.slice(0, half)), middle(warm.slice(half))];
  console.log(
    `${minutes} min, ${log.written} lines (${log.total} of groups), ${log.rotations} rotations (${log.describeRotations()}), ${KILLS} kills`,
  );
  console.log(`lost or counted twice = ${wrong}, reported gaps = ${gapBytes} bytes`);
  const { verified, begun, jobs: healed } = heals();
  console.log(
    `${jobs} troubles: ${healed} healed by ${begun} heals, ${verified} of them verified; ${webhookRequests} requests to the webhook, ${modelRequests} to the model`,
  );
  console.log(`first half ${describe(early)}, second half ${describe(late)} (medians)`);
  const grown = late.mb - early.mb > MOST_GROWTH.mb || late.files - early.files > MOST_GROWTH.files;
  const unhealed = verified < jobs || begun > jobs + KILLS;
  process.exitCode = wrong > 0 || grown || unhealed ? 1 : 0;
}

function middle(some) {
  const of = (key) => some.map((sample) => sample[key]).toSorted((a, b) => a - b)[some.length >> 1];
  return { mb: of('mb'), files: of('files') };
}

function describe({ mb, files }) {
  return `${mb.toFixed(1)} MB, ${files} open files`;
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
