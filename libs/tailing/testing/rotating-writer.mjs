/**
 * A program with a log, as fast as one may get: numbered lines, in bursts, its log rotated every so many
 * lines. Run by tests as a process of its own.
 *
 * node rotating-writer.mjs LOG LINES LINES_PER_ROTATION FILES_KEPT rename|copytruncate
 */
import {
  closeSync,
  copyFileSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LINES_PER_BURST = 40;

const [log, lines, perRotation, kept, how] = process.argv.slice(2);
let descriptor = openSync(log, 'a');

function shift() {
  for (let n = Number(kept); n >= 1; n -= 1) {
    try {
      if (n === Number(kept)) rmSync(`${log}.${n}`);
      else renameSync(`${log}.${n}`, `${log}.${n + 1}`);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
}

function rotate() {
  shift();
  if (how === 'copytruncate') {
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    return;
  }
  renameSync(log, `${log}.1`);
  closeSync(descriptor);
  descriptor = openSync(log, 'a');
}

for (let line = 0; line < Number(lines); line += 1) {
  writeSync(descriptor, `${line} ${'ü'.repeat(line % 50)}\n`);
  if (line % Number(perRotation) === Number(perRotation) - 1) rotate();
  if (line % LINES_PER_BURST === LINES_PER_BURST - 1) await sleep(1);
}
