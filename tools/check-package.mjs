/**
 * Proves the npm package: packs it, installs the tarball in an empty folder elsewhere, and runs its programs
 * there, from that folder's `node_modules/.bin`. Says so and ends well where the registry cannot be reached.
 *
 * Usage: npm run check:package
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const LONGEST_MS = 180_000;
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|E50\d/;
/** Of these nothing is of use to whoever installs the package. */
const UNWANTED = /\.map$|\.spec\.|^test\/|^libs\/|^apps\/|^bench\/|(^|\/)\.env$/;

const folder = mkdtempSync(join(tmpdir(), 'autoheal-package-'));
try {
  const tarball = pack();
  install(tarball);
  expectOutput('autoheal', ['--version'], version);
  expectOutput('openai-operator', ['--version'], version);
  expectOutput('openai-operator', ['validate', join(installed(), 'codex-pipeline.yaml')], 'valid');
  writeFileSync(join(folder, 'error-patterns.yaml'), 'version: 1\npatterns: []\n');
  expectOutput('autoheal', ['config', 'validate'], 'error-patterns.yaml');
  for (const part of ['dist/apps/dashboard/index.html', 'dist/apps/watchdog/main.js', 'schemas'])
    if (!existsSync(join(installed(), part))) throw new Error(`The package lacks ${part}.`);
  console.log(`The package ${version} works where it is installed.`);
} catch (error) {
  if (!UNREACHABLE.test(String(error.stderr ?? ''))) throw error;
  console.log('Left out: the package could not be installed, the registry cannot be reached.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack() {
  const told = run('npm', ['pack', '--json', '--pack-destination', folder], root);
  const { filename, files } = only(JSON.parse(told.slice(told.search(/^[[{]/m))));
  const unwanted = files.map(({ path }) => path).filter((path) => UNWANTED.test(path));
  if (unwanted.length > 0) throw new Error(`The package holds ${unwanted.join(', ')}.`);
  return join(folder, filename);
}

/** One package is told of in a list, or by its name. */
function only(packed) {
  return Object.values(packed)[0];
}

function install(tarball) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // As docs/operations.md says: a dependency of nest-commander does not name Nest 12 among its peers yet.
  const flags = ['--no-audit', '--no-fund', '--omit=dev', '--legacy-peer-deps'];
  run('npm', ['install', ...flags, tarball], folder);
}

function installed() {
  return join(folder, 'node_modules', 'zion-autoheal');
}

/** By the very link that npm makes, with the Node.js that runs this. */
function expectOutput(program, args, words) {
  const link = join(folder, 'node_modules', '.bin', program);
  const output = run(process.execPath, [link, ...args], folder);
  if (!output.includes(words))
    throw new Error(`${program} ${args.join(' ')} said ${output}, not ${words}.`);
}

function run(file, args, cwd) {
  return execFileSync(file, args, {
    cwd,
    timeout: LONGEST_MS,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
