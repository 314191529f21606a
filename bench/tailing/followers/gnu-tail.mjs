import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lineOutput } from './line-output.mjs';

const [, , log, out] = process.argv;
const write = lineOutput(out);
const child = spawn('tail', ['-n', '0', '-F', log], { stdio: ['ignore', 'pipe', 'ignore'] });
createInterface({ input: child.stdout }).on('line', (line) => write([line]));
