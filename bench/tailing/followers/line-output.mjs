import { openSync, writeSync } from 'node:fs';

/** Appends lines with the time at which they came; nothing is held back, so a kill takes nothing with it. */
export function lineOutput(path) {
  const descriptor = openSync(path, 'a');
  return (lines) => {
    const stamp = `${process.hrtime.bigint()}\t`;
    writeSync(descriptor, lines.map((line) => `${stamp}${line}\n`).join(''));
  };
}
