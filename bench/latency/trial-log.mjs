import { closeSync, openSync, writeSync } from 'node:fs';

const TICK_MS = 10;

/** A log with other lines in it, and now and then one that a trial waits for. */
export class TrialLog {
  writtenAt = [];
  lines = 0;

  constructor(path) {
    this.path = path;
    this.file = openSync(path, 'a');
  }

  /** Writes so many other lines a second from now on. */
  flow(linesPerSecond) {
    const startedAt = performance.now();
    this.timer = setInterval(() => {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * linesPerSecond);
      let text = '';
      for (; this.lines < due; this.lines += 1)
        text += `2026-11-23T08:00:00.000Z INFO [orders] request ${this.lines} served in 12 ms\n`;
      if (text !== '') writeSync(this.file, text);
    }, TICK_MS);
  }

  fail(trial) {
    this.writtenAt[trial] = epochMs();
    writeSync(this.file, `2026-11-23T08:00:00.000Z ERROR trial ${trial} failed\n`);
  }

  /** @param ranAt by trial, when its heal ran, in milliseconds since the epoch */
  delays(ranAt) {
    return this.writtenAt.map((writtenAt, trial) => ranAt.get(trial) - writtenAt);
  }

  close() {
    clearInterval(this.timer);
    closeSync(this.file);
  }
}

/** The system's clock, finer than milliseconds: taken where its millisecond changes. */
function epochMs() {
  const before = Date.now();
  let now = Date.now();
  while (now === before) now = Date.now();
  return now;
}
