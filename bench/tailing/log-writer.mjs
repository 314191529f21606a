import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { numberedLine } from './numbered-lines.mjs';

const LINES_PER_SECOND = 20_000;
const BURST_MS = 2;

/** The program that logs, and its log rotation. */
export class LogWriter {
  written = 0;
  descriptor;

  constructor(path, { filesKept = 9 } = {}) {
    this.path = path;
    this.filesKept = filesKept;
    this.reopen();
  }

  reopen() {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = openSync(this.path, 'a');
  }

  append(text) {
    writeSync(this.descriptor, text);
  }

  warmUp() {
    writeSync(this.descriptor, `warm-up ${process.hrtime.bigint()}\n`);
  }

  /** At the pace of a busy program, up to line `end`. */
  async write(end) {
    const [begin, from] = [performance.now(), this.written];
    while (this.written < end) {
      const due = from + Math.ceil(((performance.now() - begin) / 1_000) * LINES_PER_SECOND);
      let text = '';
      for (; this.written < Math.min(due, end); this.written += 1)
        text += `${numberedLine(this.written)}\n`;
      if (text) writeSync(this.descriptor, text);
      await sleep(BURST_MS);
    }
  }

  /** Each write ends somewhere within a line, mostly within a character, and rests there. */
  async writeInPieces(end) {
    for (; this.written < end; this.written += 1) {
      const bytes = Buffer.from(`${numberedLine(this.written)}\n`);
      const within = bytes.findIndex((byte) => byte >= 0x80) + 1 || 3;
      writeSync(this.descriptor, bytes, 0, within);
      await sleep(1);
      writeSync(this.descriptor, bytes, within);
    }
  }

  rename() {
    this.shift();
    renameSync(this.path, `${this.path}.1`);
    this.reopen();
  }

  copyTruncate() {
    this.shift();
    copyFileSync(this.path, `${this.path}.1`);
    truncateSync(this.path);
  }

  /** As logrotate does with `compress`. */
  compress() {
    execFileSync('gzip', [`${this.path}.1`]);
  }

  close() {
    closeSync(this.descriptor);
  }

  shift() {
    for (let n = this.filesKept; n >= 1; n -= 1)
      for (const ending of ['', '.gz'])
        move(`${this.path}.${n}${ending}`, `${this.path}.${n + 1}${ending}`);
  }
}

function move(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
