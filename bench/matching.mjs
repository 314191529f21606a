/**
 * Matching speed on one generated log: our engine (literals, exact patterns, streaks) and the scanner
 * alone, beside grep, ripgrep, SEC, fail2ban-regex and a readline loop. Whole processes where they are
 * processes; counts must agree. What is not installed is left out, and said so.
 *
 * Usage: node bench/matching.mjs [megabytes, default 500] [rules, default 10,50,200,1000]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRules, writeLog } from './matching/corpus.mjs';

const megabytes = Number(process.argv[2] ?? 500);
const ruleCounts = (process.argv[3] ?? '10,50,200,1000').split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'autoheal-matching-'));
const log = join(folder, 'app.log');
const own = (mode) => [
  process.execPath,
  [fileURLToPath(new URL(`./matching/${mode}.mjs`, import.meta.url))],
];

const peers = [
  { name: 'engine', command: (rules) => [own('engine')[0], [...own('engine')[1], rules, log]] },
  {
    name: 'scanner alone',
    command: (rules) => [own('scanner')[0], [...own('scanner')[1], rules, log]],
    counts: false,
  },
  { name: 'ripgrep', needs: 'rg', command: (rules) => ['rg', ['-c', '-f', rules, log]] },
  {
    name: 'grep -E, C locale',
    needs: 'grep',
    command: (rules) => ['grep', ['-c', '-E', '-f', rules, log]],
  },
  {
    name: 'readline loop',
    command: (rules) => [own('readline-loop')[0], [...own('readline-loop')[1], rules, log]],
    slow: true,
  },
];

try {
  for (const hitShare of [0.005, 0.1]) {
    for (const count of ruleCounts) {
      const rules = makeRules(count);
      const rulesFile = join(folder, `rules-${count}`);
      writeFileSync(rulesFile, `${rules.map(({ regex }) => regex).join('\n')}\n`);
      writeLog(log, megabytes * 1e6, rules, hitShare);
      report(count, hitShare, rulesFile);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(count, hitShare, rulesFile) {
  const rows = peers.map((peer) => measure(peer, rulesFile)).filter((row) => row !== undefined);
  const reference = rows.find(({ name }) => name === 'ripgrep') ?? rows.at(-1);
  console.log(`\n${count} rules, ${hitShare * 100}% hits, ${megabytes} MB`);
  console.log(`| | MB/s | ratio to ${reference.name} | lines | peak MB |`);
  console.log('|---|---|---|---|---|');
  for (const row of rows) {
    console.log(
      `| ${row.name} | ${row.speed.toFixed(0)} | ${(row.speed / reference.speed).toFixed(2)} | ${row.lines} | ${row.peak} |`,
    );
  }
}

function measure({ name, needs, command, counts = true, slow = false }, rulesFile) {
  if (needs && spawnSync('which', [needs]).status !== 0) {
    console.log(`${name} is not installed: left out`);
    return undefined;
  }
  const [file, args] = command(rulesFile);
  const runs = Array.from({ length: slow ? 1 : 3 }, () => {
    const startedAt = performance.now();
    const output = execFileSync(file, args, {
      env: { ...process.env, LC_ALL: 'C' },
      encoding: 'utf8',
    });
    return { seconds: (performance.now() - startedAt) / 1_000, output };
  }).sort((a, b) => a.seconds - b.seconds);
  const { seconds, output } = runs[Math.floor(runs.length / 2)];
  const [lines, peak = '-'] = output.trim().split(/\s+/);
  return { name, speed: megabytes / seconds, lines: counts ? lines : '-', peak };
}
