import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dockerEntries, type Said } from '../../../testing/docker-entries.js';
import { DecodedLines } from '../decoded-lines.js';
import { JsonFileDecoder } from './json-file-decoder.js';

const decoder = (held?: string) => new JsonFileDecoder(held, new DecodedLines());
const decode = (entries: string, by = decoder()): string =>
  Buffer.from(by.decode(Buffer.from(entries))).toString();
const part = (log: string, stream = 'stdout', time = '2026-11-23T08:00:00Z'): string =>
  `${JSON.stringify({ log, stream, time })}\n`;

describe('JsonFileDecoder', () => {
  it.each([
    ['plain text', 'GET /cart 200'],
    ['an empty line', ''],
    ['quotes, backslashes and tabs', 'say "no" \\ and \tgo'],
    ['what Docker escapes', '<a> & <b>'],
    ['letters beyond ASCII', 'schön 🚀'],
    ['what looks like the end of an entry', 'x","stream":"stdout"}'],
  ])('reads %s', (_what, text) => {
    expect(decode(dockerEntries({ text }).join(''))).toBe(`${text}\n`);
  });

  it('reads an entry with fields of its own between the known ones', () => {
    const entry = '{"log":"one\\n","stream":"stderr","attrs":{"tag":"a\\n"},"time":"t"}\n';
    expect(decode(entry)).toBe('one\n');
  });

  it('is not misled by a text in another field that looks like the end of a line', () => {
    const entry = '{"log":"half","attrs":{"a":"b\\n","stream":"x"},"stream":"stdout"}\n';
    const half = decoder();
    expect(decode(entry, half)).toBe('');
    expect(decode(part(' whole\n'), half)).toBe('half whole\n');
  });

  it('puts the parts of a long line together, output and errors apart', () => {
    const entries = [
      part('out 1 '),
      part('err 1 ', 'stderr'),
      part('out 2\n'),
      part('err 2\n', 'stderr'),
    ];
    expect(decode(entries.join(''))).toBe('out 1 out 2\nerr 1 err 2\n');
  });

  it('goes on after a restart with the part that was held', () => {
    const before = decoder();
    expect(decode(part('half '), before)).toBe('');
    expect(decode(part('whole\n'), decoder(before.held))).toBe('half whole\n');
  });

  it('makes a line of a part that nothing followed for long, as when the container died', () => {
    const later = part('started\n', 'stdout', '2026-11-23T08:00:09Z');
    expect(decode(part('no newline') + later)).toBe('no newline\nstarted\n');
  });

  it('does not put together more than a megabyte', () => {
    const lines = decode(part('x'.repeat(700_000)).repeat(2) + part('end\n'));
    expect(lines.split('\n').map(({ length }) => length)).toEqual([1_400_000, 3, 0]);
  });

  it.each(['not JSON at all', '{"log": 7}', '{"log":"cut'])('hands on as it stands: %s', (line) => {
    const by = decoder();
    expect(decode(`${line}\n${part('fine\n')}`, by)).toBe(`${line}\nfine\n`);
    expect(by.brokenLines).toBe(1);
  });

  it('begins anew where what was held cannot be read', () => {
    expect(decode(part('fine\n'), decoder('{broken'))).toBe('fine\n');
  });

  it('gives every line of every stream once and whole, wherever entries end, chunks end, and restarts are', () => {
    const said = fc.record({
      text: fc
        .string({ unit: 'grapheme', maxLength: 12 })
        .map((text) => text.replaceAll('\n', ' ')),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const),
    });
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.constantFrom('go on' as const, 'chunk' as const, 'restart' as const)),
        (lines, longestPart, choices) => {
          const entries = interleaved(lines, longestPart);
          let by = decoder();
          let chunk = '';
          let decoded = '';
          const flush = (): void => {
            decoded += decode(chunk, by);
            chunk = '';
          };
          for (const entry of entries) {
            chunk += entry;
            const { value: choice } = choices.next() as IteratorYieldResult<string>;
            if (choice !== 'go on') flush();
            if (choice === 'restart') by = decoder(by.held);
          }
          flush();
          const wanted = lines.map(({ text }) => text).sort();
          expect(decoded.split('\n').slice(0, -1).sort()).toEqual(wanted);
          expect(by.held).toBeUndefined();
        },
      ),
    );
  });
});

/** Entries of both streams in turns, each stream in order. */
function interleaved(lines: readonly Said[], longestPart: number): string[] {
  const of = (stream: string): string[] =>
    lines
      .filter((line) => line.stream === stream)
      .flatMap((line) => dockerEntries(line, longestPart));
  const [out, errors] = [of('stdout'), of('stderr')];
  const turns = Array.from({ length: Math.max(out.length, errors.length) }, (_, turn) => [
    out[turn] ?? '',
    errors[turn] ?? '',
  ]);
  return turns.flat();
}
