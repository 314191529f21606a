import { describe, expect, it } from '@jest/globals';
import { errorBlocks } from './reported-error.js';

describe('the errors of a log', () => {
  it('come the latest first, each with the lines below it', () => {
    const log = `12:00 [api] TypeError: a is not a function\n    at f (a.js:1:2)\nnoise\nUncaught RangeError [ERR_X]: b\n    at g (b.js:3:4)\n`;
    expect(errorBlocks(log)).toEqual([
      { message: 'b', text: 'Uncaught RangeError [ERR_X]: b\n    at g (b.js:3:4)\n' },
      {
        message: 'a is not a function',
        text: '12:00 [api] TypeError: a is not a function\n    at f (a.js:1:2)\nnoise',
      },
    ]);
  });

  it('are told once, however often they came', () => {
    expect(errorBlocks('Error: a\nError: b\nError: a\n').map(({ message }) => message)).toEqual([
      'a',
      'b',
    ]);
  });

  it('are found inside JSON', () => {
    const line = JSON.stringify({ err: { stack: 'TypeError: say "x"\n    at f (a.js:1:2)' } });
    expect(errorBlocks(line)).toEqual([
      { message: 'say "x"', text: expect.stringContaining('\n    at f (a.js:1:2)') },
    ]);
  });

  it('are none where nothing looks like one', () => {
    expect(errorBlocks('all is well\n    at Error: x')).toEqual([]);
  });
});
