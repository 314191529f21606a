/**
 * Brings the project's own Node.js where the machine's is older than `engines.node` asks.
 *
 * Runs as npm's `prepare` step, on the machine's Node, so it must stay plain and old JavaScript.
 * The runtime comes from tools/node (locked by integrity) and is linked into node_modules/.bin,
 * which npm puts first on PATH for every script.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const required = /(\d+)\.(\d+)/
  .exec(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)
  .slice(1)
  .map(Number);
const current = process.versions.node.split('.').map(Number);
const isNewEnough =
  current[0] > required[0] || (current[0] === required[0] && current[1] >= required[1]);

const home = join(root, 'tools', 'node');
const binary = join(home, 'node_modules', '.bin', 'node');
const binFolder = join(root, 'node_modules', '.bin');
const link = join(binFolder, 'node');

if (isNewEnough) {
  rmSync(link, { force: true });
} else {
  if (!existsSync(binary)) {
    console.error(
      `Node.js ${process.versions.node} is older than ${required.join('.')}: installing the project's own into tools/node.`,
    );
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: home,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  if (!existsSync(binary)) {
    console.error(
      `No Node.js build for ${process.platform} ${process.arch} is available here. Install Node.js ${required.join('.')} or newer, then run npm ci again.`,
    );
    process.exit(1);
  }
  mkdirSync(binFolder, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(relative(binFolder, binary), link);
}
