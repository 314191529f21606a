import { execa } from 'execa';
import { fstatSync, openSync, readSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , log, out] = process.argv;
const file = openSync(log, 'r');
const buffer = Buffer.alloc(1024 * 1024);
let offset = fstatSync(file).size;

watch(log, () => {
  const read = readSync(file, buffer, 0, buffer.length, offset);
  offset += read;
  for (const [, trial] of buffer.toString('utf8', 0, read).matchAll(/trial (\d+) failed/g))
    void execa('date', ['+%s%N']).then(({ stdout }) =>
      writeFileSync(join(out, trial), `${stdout}\n`),
    );
});
console.log('watching');
