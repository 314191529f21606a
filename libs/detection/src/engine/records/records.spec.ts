import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { traces, strangers } from '../../../testing/traces.js';
import { RecordLines } from './record-lines.js';

/** The record around the line that holds a text. */
function recordWith(log: string, text: string): string {
  const buffer = Buffer.from(log);
  const lines = new RecordLines(buffer);
  const start = log.lastIndexOf('\n', log.indexOf(text)) + 1;
  const whole = lines.recordAround(lines.lineAt(start));
  return buffer.toString('utf8', whole.start, whole.end);
}

describe.each(Object.entries(traces))('a trace of %s', (_language, trace) => {
  const log = `a line before it\n${trace}\na line after it\n`;

  it('is one record, whichever of its lines is asked for', () => {
    for (const line of trace.split('\n').filter((text) => text.trim() !== ''))
      expect(recordWith(log, line)).toBe(trace);
  });

  it('is the same with the line ends of Windows', () => {
    const [first = ''] = trace.split('\n');
    const record = recordWith(log.replaceAll('\n', '\r\n'), first);
    expect(record).toBe(trace.replaceAll('\n', '\r\n'));
  });

  it('is not joined with the next one', () => {
    const [first = ''] = trace.split('\n');
    expect(recordWith(`${trace}\n${trace}\n`, first)).toBe(trace);
  });
});

describe('a line that only looks like part of a trace', () => {
  it.each(strangers)('is a record of its own: %j', (text) => {
    const log = `something happened\n${text}\nsomething else\n`;
    expect(recordWith(log, text)).toBe(text);
    expect(recordWith(log, 'something happened')).toBe('something happened');
  });
});

describe('a record', () => {
  const anyLine = fc.constantFrom(
    ...Object.values(traces).flatMap((trace) => trace.split('\n')),
    ...strangers,
  );

  it('holds its line, ends between lines, and is bounded, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 200 }), fc.nat(), (all, pick) => {
        const buffer = Buffer.from(all.join('\n'));
        const at = Buffer.byteLength(all.slice(0, pick % all.length).join('\n'));
        const records = new RecordLines(buffer);
        const line = records.lineAt(at === 0 ? 0 : at + 1);
        const { start, end } = records.recordAround(line);
        expect(start).toBeLessThanOrEqual(line.start);
        expect(end).toBeGreaterThanOrEqual(records.withoutReturn(line));
        expect(start === 0 || buffer[start - 1] === 10).toBe(true);
        expect(buffer.subarray(start, end).toString().split('\n').length).toBeLessThanOrEqual(101);
      }),
    );
  });
});
