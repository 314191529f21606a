import { createRequire } from 'node:module';
import { lineOutput } from './line-output.mjs';

const [, , log, out, folder] = process.argv;
const Tail = createRequire(`${folder}/`)('nodejs-tail');
const write = lineOutput(out);
const tail = new Tail(log);
tail.on('line', (line) => write([line.replace(/\n$/, '')]));
tail.watch();
