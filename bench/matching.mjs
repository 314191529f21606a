/**
 * Matching speed on one generated log: our production path (streaks, detections, a commit per chunk), the
 * engine without a store and the scanner alone, beside Hyperscan, ripgrep, grep, SEC, fail2ban-regex and
 * a readline loop. Whole processes against whole processes; counts must agree. What is not installed is
 * left out, and said so. Slow peers get the first part of the log only. What a process takes for an empty log is
 * measured too, and left out of the speed "after start".
 *
 * Usage: npm run bench matching [megabytes, default 1000] [rules, default 10,50,200,1000]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms } from './matching/build.mjs';
import { makeRules, writeLog } from './matching/corpus.mjs';
import { fail2banFilter, hyperscanProgram, secRules } from './matching/peers.mjs';

const SLOW_MEGABYTES = 10;
const megabytes = Number(process.argv[2] ?? 1000);
const ruleCounts = (process.argv[3] ?? '10,50,200,1000').split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'autoheal-matching-'));
const log = join(folder, 'app.log');
const part = join(folder, 'part.log');
const empty = join(folder, 'empty.log');
const programs = await buildPrograms();
const readline = fileURLToPath(new URL('./matching/readline-loop.mjs', import.meta.url));
const own = (program) => (rules, file) => [
  process.execPath,
  ['--semi-space-growth-factor=1', program, rules, file],
];

const peers = [
  { name: 'production', command: own(programs('production')) },
  { name: 'engine', command: own(programs('engine')) },
  { name: 'scanner alone', command: own(programs('scanner')), counts: false },
  {
    name: 'Hyperscan',
    needs: 'hs',
    command: (rules, file) => [hyperscanProgram(folder), [rules, file]],
  },
  { name: 'ripgrep', needs: 'rg', command: (rules, file) => ['rg', ['-c', '-f', rules, file]] },
  {
    name: 'grep -E, C locale',
    needs: 'grep',
    command: (rules, file) => ['grep', ['-c', '-E', '-f', rules, file]],
  },
  { name: 'readline loop', command: own(readline), slow: true },
  {
    name: 'SEC',
    needs: 'sec',
    command: (rules, file) => [
      'sec',
      ['--notail', '--nointevents', '--debug=3', `--conf=${secRules(rules)}`, `--input=${file}`],
    ],
    counts: false,
    slow: true,
  },
  {
    name: 'fail2ban-regex',
    needs: 'fail2ban-regex',
    command: (rules, file) => ['fail2ban-regex', ['-d', '{NONE}', file, fail2banFilter(rules)]],
    counts: false,
    slow: true,
  },
].filter(isInstalled);

try {
  writeFileSync(empty, '');
  for (const hitShare of [0.005, 0.1]) {
    for (const count of ruleCounts) {
      const rules = makeRules(count);
      const rulesFile = join(folder, `rules-${count}`);
      writeFileSync(rulesFile, `${rules.map(({ regex }) => regex).join('\n')}\n`);
      writeLog(log, megabytes * 1e6, rules, hitShare);
      copyFileSync(log, part);
      truncateSync(part, Math.min(SLOW_MEGABYTES, megabytes) * 1e6);
      report(count, hitShare, rulesFile);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isInstalled({ name, needs }) {
  if (needs === undefined) return true;
  const found =
    needs === 'hs'
      ? hyperscanProgram(folder) !== undefined
      : spawnSync('which', [needs]).status === 0;
  if (!found) console.log(`${name} is not installed: left out`);
  return found;
}

function report(count, hitShare, rulesFile) {
  const rows = peers.map((peer) => measure(peer, rulesFile));
  const reference = rows.find(({ name }) => name === 'ripgrep') ?? rows[0];
  console.log(`\n${count} rules, ${hitShare * 100}% hits, ${megabytes} MB`);
  console.log(`| | MB/s | ratio to ${reference.name} | after start | lines | peak MB |`);
  console.log('|---|---|---|---|---|---|');
  for (const { name, speed, afterStart, lines, peak } of rows) {
    const ratio = (speed / reference.speed).toFixed(speed < reference.speed / 100 ? 4 : 2);
    const cells = [name, rounded(speed), ratio, rounded(afterStart), lines, peak];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function rounded(speed) {
  return speed.toFixed(speed < 10 ? 1 : 0);
}

function measure({ name, command, counts = true, slow = false }, rulesFile) {
  const size = slow ? Math.min(SLOW_MEGABYTES, megabytes) : megabytes;
  const { seconds, output } = median(slow ? 1 : 3, command(rulesFile, slow ? part : log));
  const start = median(slow ? 1 : 3, command(rulesFile, empty));
  const [lines, peak = '-'] = counts ? output.trim().split(/\s+/) : ['-'];
  return {
    name,
    speed: size / seconds,
    afterStart: size / (seconds - start.seconds),
    lines: slow ? '-' : lines,
    peak,
  };
}

function median(times, [file, args]) {
  const runs = Array.from({ length: times }, () => {
    const startedAt = performance.now();
    // That nothing matches an empty log is no failure, whatever grep says.
    const { stdout, error } = spawnSync(file, args, {
      env: { ...process.env, LC_ALL: 'C' },
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (error) throw error;
    return { seconds: (performance.now() - startedAt) / 1_000, output: stdout };
  });
  return runs.sort((a, b) => a.seconds - b.seconds)[Math.floor(times / 2)];
}
