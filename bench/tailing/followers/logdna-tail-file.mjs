import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { lineOutput } from './line-output.mjs';

const [, , log, out, folder] = process.argv;
const TailFile = createRequire(`${folder}/`)('@logdna/tail-file');
const write = lineOutput(out);
const tail = new TailFile(log);
tail.on('tail_error', () => undefined);
createInterface({ input: tail }).on('line', (line) => write([line]));
await tail.start();
