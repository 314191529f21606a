import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { PipedLines } from './piped-lines.js';

const LONGEST_BYTES = 10;

/** What each piece gives, as it comes. */
function takes(...pieces: readonly string[]): { lines: (string | undefined)[]; leftOut: number } {
  const stream = new PassThrough();
  const piped = new PipedLines(stream, LONGEST_BYTES, () => undefined);
  const lines = pieces.map((piece) => {
    stream.write(piece);
    return piped.take()?.toString();
  });
  return { lines, leftOut: piped.leftOut };
}

describe('PipedLines', () => {
  it('puts lines together over pieces, and cuts no letter', () => {
    const stream = new PassThrough();
    const piped = new PipedLines(stream, LONGEST_BYTES, () => undefined);
    const [before, after] = [
      Buffer.from('a\nsch\u00f6n\n').subarray(0, 6),
      Buffer.from([0xb6, 0x6e, 0x0a]),
    ];
    stream.write(before);
    expect(piped.take()?.toString()).toBe('a');
    stream.write(after);
    expect(piped.take()?.toString()).toBe('sch\u00f6n');
  });

  it('gives an empty line as one', () => {
    expect(takes('\n').lines).toEqual(['']);
  });

  it('leaves out a line over the limit, and makes no empty line of its end', () => {
    const long = 'x'.repeat(LONGEST_BYTES + 1);
    expect(takes(long, long, '\n', 'fine\n')).toEqual({
      lines: [undefined, undefined, undefined, 'fine'],
      leftOut: 1,
    });
    expect(takes(long, 'end\n\nfine\n')).toEqual({ lines: [undefined, '\nfine'], leftOut: 1 });
  });
});
