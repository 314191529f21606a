import { createRequire } from 'node:module';
import { lineOutput } from './line-output.mjs';

const [, , log, out, folder, how] = process.argv;
const { Tail } = createRequire(`${folder}/`)('tail');
const write = lineOutput(out);
const tail = new Tail(log, {
  follow: true,
  useWatchFile: how === 'watchFile',
  fsWatchOptions: { interval: 100 },
});
tail.on('line', (line) => write([line]));
tail.on('error', () => undefined);
