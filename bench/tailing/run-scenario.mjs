import { mkdirSync, mkdtempSync, statSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FollowerProcess } from './follower-process.mjs';
import { LogWriter, sleep } from './log-writer.mjs';
import { countLines } from './numbered-lines.mjs';

const READY_WITHIN_MS = 15_000;
const QUIET_MS = 3_000;
const MOST_WAIT_MS = 60_000;
/** Scenarios that wait within each line have so many times fewer of them. */
const SLOWNESS = 50;

/** One follower through one scenario, in a folder of its own. */
export async function runScenario({ peer, scenario, lines, folder }) {
  const count = scenario.slow ? Math.ceil(lines / SLOWNESS) : lines;
  const home = mkdtempSync(join(folder, 'run-'));
  const paths = {
    log: join(home, 'logs', 'app.log'),
    out: join(home, 'out'),
    state: join(home, 'state'),
  };
  mkdirSync(join(home, 'logs'));
  mkdirSync(paths.state);
  writeFileSync(paths.out, '');
  const writer = new LogWriter(paths.log);
  const follower = new FollowerProcess(peer.command(paths));
  try {
    follower.start();
    await firstLine(writer, paths.out);
    await scenario.play({ writer, count, follower });
    await untilQuiet(paths.out);
    return countLines(paths.out, count);
  } finally {
    writer.close();
    await follower.kill();
  }
}

/** A follower has taken its place when the first line comes through. */
async function firstLine(writer, out) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (statSync(out).size === 0) {
    if (Date.now() > deadline) return;
    writer.warmUp();
    await sleep(100);
  }
}

async function untilQuiet(out) {
  const deadline = Date.now() + MOST_WAIT_MS;
  let [size, since] = [-1, Date.now()];
  while (Date.now() - since < QUIET_MS && Date.now() < deadline) {
    const now = readFileSync(out).length;
    if (now !== size) [size, since] = [now, Date.now()];
    await sleep(100);
  }
}
