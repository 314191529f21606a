import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { finish, wholeLines } from './chunks.mjs';

register('../typescript-loader.mjs', import.meta.url);
const { createScanner } = await import('../../libs/literal-scanner/src/index.ts');
const { LinearRegex } = await import('../../libs/detection/src/engine/linear-regex.ts');

const [, , rulesFile, log] = process.argv;
const literals = readFileSync(rulesFile, 'utf8')
  .trimEnd()
  .split('\n')
  .flatMap((rule) => LinearRegex.compile(rule).regex.literals());
const scanner = createScanner([...new Set(literals)].map((literal) => Buffer.from(literal)));
let hits = 0;
for (const { bytes } of wholeLines(log)) hits += scanner.scan(bytes).count;
finish(hits);
