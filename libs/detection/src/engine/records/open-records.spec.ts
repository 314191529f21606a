import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunkOf, cutIntoChunks } from '../../../testing/chunks.js';
import { strangers, traces } from '../../../testing/traces.js';
import { ChunkLines } from '../chunk-lines.js';
import { continueRecord } from './continue-record.js';
import { OpenRecords } from './open-records.js';
import { RecordLines } from './record-lines.js';

const anyLines = fc
  .array(
    fc.constantFrom(
      ...Object.values(traces).map((trace) => trace.split('\n')),
      ...strangers.map((stranger) => [stranger]),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.flat());

/** What a reader of the chunks would tell of the record around a line, with what comes after its chunk. */
function toldOf(lines: readonly string[], line: number, cuts: readonly number[]): string {
  const open = new OpenRecords();
  let lineStart = Buffer.byteLength(
    lines
      .slice(0, line)
      .map((text) => `${text}\n`)
      .join(''),
  );
  let text: string | undefined;
  let record: Buffer | undefined;
  for (const chunk of cutIntoChunks(lines, cuts)) {
    if (record && chunk.bytes.length > 0)
      ({ text, open: record } = continueRecord(record, chunk.bytes));
    if (text === undefined && lineStart < chunk.bytes.length) {
      const span = new RecordLines(Buffer.from(chunk.bytes)).lineAt(lineStart);
      const chunkLines = new ChunkLines(chunk, open.before(chunk));
      text = chunkLines.record(span).text;
      record = chunkLines.openRecord(span);
    }
    lineStart -= chunk.bytes.length;
    open.remember(chunk);
  }
  return text ?? '';
}

describe('a record over the borders of chunks', () => {
  it('is the same wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        anyLines,
        fc.nat(),
        fc.array(fc.nat(60), { maxLength: 8 }),
        (lines, pick, cuts) => {
          const line = pick % lines.length;
          expect(toldOf(lines, line, cuts)).toBe(toldOf(lines, line, []));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(Object.entries(traces))('of %s is whole when each line comes alone', (_name, trace) => {
    const lines = ['before', ...trace.split('\n'), 'after'];
    const everywhere = lines.map((_line, index) => index);
    for (const [index, text] of lines.entries()) {
      if (index === 0 || index === lines.length - 1 || text.trim() === '') continue;
      expect(toldOf(lines, index, everywhere)).toBe(trace);
    }
  });
});

describe('OpenRecords', () => {
  const textBefore = (open: OpenRecords, options = {}): string =>
    open.before(chunkOf('', options)).toString();

  it('keeps the record at the end of a chunk, for its stream', () => {
    const open = new OpenRecords();
    open.remember(chunkOf('fine\nError: x\n    at a\n'));
    expect(textBefore(open)).toBe('Error: x\n    at a\n');
    expect(textBefore(open, { streamId: 'other' })).toBe('');
  });

  it('keeps its own copy: chunks are only lent', () => {
    const open = new OpenRecords();
    for (const size of [0, 40_000]) {
      const bytes = Buffer.from(`${'x'.repeat(size)}\nError: x\n`);
      open.remember(chunkOf(bytes));
      bytes.fill(0);
      expect(textBefore(open)).toBe('Error: x\n');
    }
  });

  it('keeps nothing over a gap, of a line that was not whole, and of a record that is too long', () => {
    const open = new OpenRecords();
    open.remember(chunkOf('Error: x\n'));
    expect(textBefore(open, { gapBytes: 1 })).toBe('');
    open.remember(chunkOf('Error: y'));
    expect(textBefore(open)).toBe('');
    open.remember(chunkOf(`Error: z\n${' '.repeat(20_000)}\n`));
    expect(textBefore(open)).toBe('');
  });

  it('is bounded, however many streams there are', () => {
    const open = new OpenRecords();
    for (let stream = 0; stream < 5_000; stream += 1)
      open.remember(chunkOf('line\n', { streamId: String(stream) }));
    expect(textBefore(open, { streamId: '0' })).toBe('');
    expect(textBefore(open, { streamId: '4999' })).toBe('line\n');
  });
});

describe('continueRecord', () => {
  const goOn = (lines: string) => continueRecord(Buffer.from('Error: x\n'), Buffer.from(lines));

  it('adds what belongs to the record, and says whether more may come', () => {
    const text = 'Error: x\n    at a';
    expect(goOn('    at a\n\n')).toEqual({ text, open: Buffer.from(`${text}\n\n`) });
    expect(goOn('    at a\nfine\n')).toEqual({ text, open: undefined });
  });

  it('stops at a size', () => {
    const { text, open } = goOn(' at a long place\n'.repeat(9_000));
    expect(text.length).toBeLessThanOrEqual(16 * 1024);
    expect(open).toBeUndefined();
  });
});
