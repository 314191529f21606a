import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes the rules as SEC takes them, beside the rules file. */
export function secRules(rulesFile) {
  const path = `${rulesFile}.sec`;
  const entries = readRules(rulesFile).map((rule) =>
    ['type=Single', 'ptype=RegExp', `pattern=${rule}`, 'desc=x', 'action=none'].join('\n'),
  );
  writeFileSync(path, `${entries.join('\n\n')}\n`);
  return path;
}

/** Writes the rules as a fail2ban filter, which wants something to tell failures apart. */
export function fail2banFilter(rulesFile) {
  const path = `${rulesFile}.conf`;
  const expressions = readRules(rulesFile).map((rule) => `            (?P<fid>${rule})`);
  writeFileSync(path, `[Definition]\nfailregex = ${expressions.join('\n').trim()}\n`);
  return path;
}

/** Compiles hyperscan.c where a compiler and the library are; the path of the program, or undefined. */
export function hyperscanProgram(folder) {
  const program = join(folder, 'hyperscan');
  if (existsSync(program)) return program;
  const source = fileURLToPath(new URL('hyperscan.c', import.meta.url));
  const { status } = spawnSync('cc', ['-O2', '-o', program, source, '-lhs'], { stdio: 'ignore' });
  return status === 0 ? program : undefined;
}

function readRules(rulesFile) {
  return readFileSync(rulesFile, 'utf8').trimEnd().split('\n');
}
