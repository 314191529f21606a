import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SseParser } from './sse-parser.js';

const STREAM =
  ': hello\n\nid: 7\nevent: heal.started\ndata: {"a":1}\n\n: heartbeat\n\ndata:two\r\ndata: lines\r\n\r\nevent: nothing\n\nid: 9\ndata: x\n\ndata: not finished';
const EVENTS = [
  { id: '7', name: 'heal.started', data: '{"a":1}' },
  { id: '7', name: 'message', data: 'two\nlines' },
  { id: '9', name: 'message', data: 'x' },
];

describe('SseParser', () => {
  it('reads events, and passes over comments and events without data', () => {
    expect(new SseParser().push(STREAM)).toEqual(EVENTS);
  });

  it('reads the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 8 }), (cuts) => {
        const parser = new SseParser();
        const ends = [...cuts, STREAM.length].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => STREAM.slice(ends[index - 1] ?? 0, end));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(EVENTS);
      }),
    );
  });
});
