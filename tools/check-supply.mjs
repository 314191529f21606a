/**
 * What the project is built of: that the lock file names every package by integrity and one registry, that it
 * fits package.json, a bill of materials (CycloneDX), and an audit of what ships. Only a finding of high severity
 * fails the audit; a service that cannot be reached is said, and fails nothing.
 *
 * Usage: npm run check:supply
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lockProblems } from './lock-problems.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${root}${name}`, 'utf8'));
const AUDIT_LIMIT_MS = 60_000;

const problems = lockProblems(read('package.json'), read('package-lock.json'));
for (const problem of problems) console.error(`package-lock.json: ${problem}`);
const parts = billOfMaterials();
console.log(`${parts} packages ship, each locked by integrity.`);
if (problems.length > 0 || !auditIsFine()) process.exitCode = 1;

function billOfMaterials() {
  const { stdout } = npm(['run', '-s', 'sbom:print']);
  const { bomFormat, components } = JSON.parse(stdout);
  if (bomFormat !== 'CycloneDX') throw new Error(`npm sbom wrote ${String(bomFormat)}.`);
  return components.length;
}

function auditIsFine() {
  const { stdout, error } = npm(['audit', '--omit=dev', '--json'], AUDIT_LIMIT_MS);
  const counts = countsOf(stdout);
  if (error || !counts) {
    console.log('Left out: the audit, its service cannot be reached.');
    return true;
  }
  const { high = 0, critical = 0 } = counts;
  console.log(`Audit: ${high} high, ${critical} critical.`);
  return high + critical === 0;
}

function countsOf(text) {
  try {
    return JSON.parse(text).metadata.vulnerabilities;
  } catch {
    return undefined;
  }
}

function npm(args, timeout) {
  return spawnSync('npm', args, { cwd: root, encoding: 'utf8', timeout, maxBuffer: 2 ** 28 });
}
