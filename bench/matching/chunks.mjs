import { closeSync, openSync, readSync } from 'node:fs';

const SIZE = 512 * 1024;

/** Whole lines of a file, read straight into one buffer that is used again. */
export function* wholeLines(path) {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(SIZE);
  let kept = 0;
  let offset = 0;
  for (;;) {
    const read = readSync(file, buffer, kept, SIZE - kept, null);
    if (read === 0) break;
    const filled = kept + read;
    const end = buffer.lastIndexOf(10, filled - 1) + 1;
    yield { bytes: buffer.subarray(0, end), offset };
    offset += end;
    buffer.copyWithin(0, end, filled);
    kept = filled - end;
  }
  closeSync(file);
}

/** Prints the count and the peak of memory, for the table. */
export function finish(lines) {
  console.log(lines, Math.round(process.resourceUsage().maxRSS / 1024));
}
