import { LogWriter } from '../tailing/log-writer.mjs';

const BURST_MS = 2;
const LINES_PER_ROTATION = 15_000;
/** Every other such stretch has only lines that no pattern knows. */
const STRETCH_MS = 500;

/** Writes lines of many groups, and others, at a steady pace, and rotates by renaming, by copytruncate, or with gzip. */
export class GroupedLog {
  counts;
  /** Lines of groups. */
  total = 0;
  /** Lines of any kind. */
  written = 0;
  kinds = { create: 0, copytruncate: 0, gzip: 0 };

  constructor(path, { groups, linesPerSecond }) {
    this.counts = Array.from({ length: groups }, () => 0);
    this.linesPerSecond = linesPerSecond;
    this.writer = new LogWriter(path, { filesKept: 500 });
  }

  get rotations() {
    return Object.values(this.kinds).reduce((sum, each) => sum + each, 0);
  }

  describeRotations() {
    return Object.entries(this.kinds)
      .map(([kind, times]) => `${times} ${kind}`)
      .join(', ');
  }

  start() {
    let last = performance.now();
    let owed = 0;
    this.timer = setInterval(() => {
      const now = performance.now();
      owed += ((now - last) / 1_000) * this.linesPerSecond;
      last = now;
      this.write(Math.floor(owed));
      owed %= 1;
    }, BURST_MS);
  }

  stop() {
    clearInterval(this.timer);
  }

  write(lines) {
    let text = '';
    const isQuiet = Math.floor(performance.now() / STRETCH_MS) % 2 === 1;
    for (let n = 0; n < lines; n += 1) {
      text += isQuiet ? this.other() : this.ofGroup();
      this.written += 1;
      if (this.written % LINES_PER_ROTATION > 0) continue;
      this.writer.append(text);
      text = '';
      this.rotate();
    }
    if (text) this.writer.append(text);
  }

  ofGroup() {
    const group = Math.floor(Math.random() * this.counts.length);
    this.counts[group] += 1;
    this.total += 1;
    return `${this.written} ERROR group=${group} grün ${'x'.repeat(this.written % 60)}\n`;
  }

  other() {
    return `${this.written} INFO fine ${'x'.repeat(this.written % 60)}\n`;
  }

  rotate() {
    const kinds = Object.keys(this.kinds);
    const kind = kinds[Math.floor(Math.random() * kinds.length)];
    this.kinds[kind] += 1;
    if (kind === 'copytruncate') this.writer.copyTruncate();
    else this.writer.rename();
    if (kind === 'gzip') this.writer.compress();
  }
}
