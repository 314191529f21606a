import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stackFrames } from './stack-frames.js';
import { traceLines } from './trace-lines.js';

/** As `function file:line`, innermost first. */
const frames = (text: string): string[] =>
  stackFrames(text).map(
    ({ functionName, file, line }) => `${functionName} ${file}:${String(line)}`,
  );

const stacks: Readonly<Record<string, readonly [stack: string, frame: string]>> = {
  'Node.js': [
    `Error: "no" row\n    at find (/srv/shop/src/orders.js:10:15)\n    at node:internal/a:1:2`,
    'find /srv/shop/src/orders.js:10',
  ],
  Python: [
    'Traceback (most recent call last):\n  File "/srv/shop/db.py", line 2, in query\n    return rows["id"]\nKeyError: "id"',
    'query /srv/shop/db.py:2',
  ],
  Java: [
    'java.lang.Error: no row\r\n\tat shop.Db.find(Db.java:7)\r\n\t... 1 more',
    'shop.Db.find shop/Db.java:7',
  ],
  Go: [
    'panic: no row\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/shop/main.go:4 +0x20',
    'main.main /srv/shop/main.go:4',
  ],
};

describe.each(Object.entries(stacks))(
  'a trace of %s in a line of JSON',
  (_name, [stack, frame]) => {
    const line = JSON.stringify({ level: 50, err: { message: 'no "row"', stack }, msg: 'failed' });

    it('leads to the same frames as one in lines of its own', () => {
      expect(frames(stack)).toEqual([frame]);
      expect(frames(line)).toEqual([frame]);
      expect(frames(`before it\n2026-11-23T08:00:00Z ${line}\nafter it`)).toEqual([frame]);
    });

    it('leads there too where the line was cut behind the frame', () => {
      const cut = JSON.stringify({ stack: `${stack}\nmore of it` });
      expect(frames(cut.slice(0, -5))).toEqual([frame]);
    });
  },
);

describe('the lines of an error text', () => {
  it('are those of its strings that have lines, where it is JSON', () => {
    expect(traceLines(String.raw`{"a":"one","b":"two\n\tthr\u0065e"}`)).toEqual(['two', '\tthree']);
  });

  it.each([
    String.raw`    at find (C:\new\orders.js:10:15)`,
    String.raw`said "one\ntwo"`,
    '{"a":"one"}',
  ])('are left as they are elsewhere: %s', (line) => {
    expect(traceLines(line)).toEqual([line]);
  });

  it('are the same as those of any text that JSON holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before}\n${after}`;
        expect(traceLines(JSON.stringify({ text }))).toEqual(text.split(/\r?\n/));
      }),
    );
  });
});
