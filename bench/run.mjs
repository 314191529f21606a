/**
 * Runs one benchmark with the project's own Node.js.
 *
 * Usage: npm run bench                    lists them
 *        npm run bench NAME [ARGUMENTS]   runs one
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.mjs') && readFileSync(`${folder}${name}`, 'utf8').includes('Usage: '),
  )
  .map((name) => name.slice(0, -'.mjs'.length))
  .filter((name) => name !== 'run');
const [name, ...rest] = process.argv.slice(2);

if (names.includes(name)) {
  const { status } = spawnSync(process.execPath, [`${folder}${name}.mjs`, ...rest], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
console.log(names.map(about).join('\n'));
process.exit(name === undefined ? 0 : 2);

/** The first sentence of its head comment. */
function about(bench) {
  const [, head = ''] =
    /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(`${folder}${bench}.mjs`, 'utf8')) ?? [];
  const text = head.replace(/\s*\n \*/g, '').trim();
  return `${bench.padEnd(18)} ${/^.*?[.:](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? ''}`;
}
