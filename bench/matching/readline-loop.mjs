import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finish } from './chunks.mjs';

const [, , rulesFile, log] = process.argv;
const rules = readFileSync(rulesFile, 'utf8')
  .trimEnd()
  .split('\n')
  .map((rule) => new RegExp(rule));
let lines = 0;
for await (const line of createInterface({ input: createReadStream(log) })) {
  if (rules.some((rule) => rule.test(line))) lines += 1;
}
finish(lines);
