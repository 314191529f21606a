import { createRequire } from 'node:module';
import { lineOutput } from './line-output.mjs';

const [, , log, out, folder] = process.argv;
const TailFile = createRequire(`${folder}/`)('tail-file');
const write = lineOutput(out);
const tail = new TailFile(log);
tail.on('line', (line) => write([line]));
tail.on('error', () => undefined);
tail.start();
