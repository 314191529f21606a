/**
 * What followers of logs lose, read twice or corrupt: ours beside GNU tail and what npm has, each as a process of its own, through the same rotations, in one run. Lines are numbered, so
 * each is either there once or counted as lost, twice or corrupt. What is not installed is left out, and
 * said so; the npm peers are installed into a temporary folder.
 *
 * Usage: node bench/tailing.mjs [lines per scenario, default 100000] [names, default all: own,gnu-tail,…]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { availablePeers, npmPeers } from './tailing/peers.mjs';
import { scenarios } from './tailing/scenarios.mjs';
import { runScenario } from './tailing/run-scenario.mjs';

const lines = Number(process.argv[2] ?? 100_000);
const names = process.argv[3]?.split(',');
const folder = mkdtempSync(join(tmpdir(), 'autoheal-tailing-'));

try {
  installPeers();
  const peers = availablePeers({ folder, names });
  console.log(`\n${lines} lines a scenario at 20,000 lines/s: lost / twice / corrupt\n`);
  console.log(`| | ${scenarios.map(({ name }) => name).join(' | ')} | p50 / p99 ms |`);
  console.log(`|---${'|---'.repeat(scenarios.length + 1)}|`);
  for (const peer of peers) {
    const results = [];
    for (const scenario of scenarios)
      results.push(await runScenario({ peer, scenario, lines, folder }));
    const cells = results.map(({ lost, twice, corrupt }) =>
      [lost, twice, corrupt].map((count) => count.toLocaleString('en')).join(' / '),
    );
    console.log(`| ${peer.name} | ${cells.join(' | ')} | ${latency(results)} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function installPeers() {
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--silent', ...npmPeers];
  try {
    execFileSync('npm', args, { stdio: 'ignore' });
  } catch {
    console.log('npm cannot install the peers from npm here: they are left out');
  }
}

/** Of the scenario in which nothing happens. */
function latency(results) {
  const { delaysMs } = results[0];
  if (delaysMs.length === 0) return '-';
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(1);
  return `${at(0.5)} / ${at(0.99)}`;
}
