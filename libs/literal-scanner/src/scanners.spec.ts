import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Hits,
  type LiteralScanner,
  RECORD_LENGTH,
  type ScannerOptions,
} from './literal-scanner.js';
import { PlainScanner } from './plain-scanner.js';
import { WasmScanner } from './wasm-scanner.js';

const encode = (text: string) => new TextEncoder().encode(text);

const exactly = { anyCase: false };
const inAnyCase = { anyCase: true };

function found(scanner: LiteralScanner, text: Uint8Array): string[] {
  const { count, records } = scanner.scan(text) ?? { count: -1, records: new Uint32Array() };
  return Array.from({ length: count }, (_, hit) =>
    [...records.subarray(hit * RECORD_LENGTH, (hit + 1) * RECORD_LENGTH)].join(':'),
  ).sort();
}

function hitsOf(scanner: LiteralScanner, text: string): Hits {
  const hits = scanner.scan(encode(text));
  if (!hits) throw new Error('The scanner was not sure.');
  return hits;
}

/** What any scanner must find: every occurrence of every literal, with its line. */
function naive(literals: readonly Uint8Array[], text: Uint8Array): string[] {
  const haystack = Buffer.from(text);
  return literals
    .flatMap((literal, index) => {
      const hits: string[] = [];
      for (let at = haystack.indexOf(literal); at !== -1; at = haystack.indexOf(literal, at + 1)) {
        const end = haystack.indexOf(10, at);
        const start = at === 0 ? 0 : haystack.lastIndexOf(10, at - 1) + 1;
        hits.push([start, end === -1 ? haystack.length : end, index].join(':'));
      }
      return hits;
    })
    .sort();
}

// Few letters, so that literals overlap, repeat and hide in one another.
const letters = fc.constantFrom(...'aab\xe9'.split(''));
const literal = fc.string({ unit: letters, minLength: 3, maxLength: 12 });
const text = fc.array(
  fc.string({ unit: fc.constantFrom(...'aab\xe9\n'.split('')), maxLength: 80 }),
  { maxLength: 12 },
);

describe.each([
  ['PlainScanner', PlainScanner],
  ['WasmScanner', WasmScanner],
])('%s', (_name, Scanner) => {
  const create = (literals: Uint8Array[], options: ScannerOptions = exactly) =>
    new Scanner(literals, options);

  it.each([
    ['a few literals', 1, 20],
    ['many literals', 41, 90],
  ])('finds exactly what a naive search finds, with %s', (_what, minLength, maxLength) => {
    fc.assert(
      fc.property(fc.array(literal, { minLength, maxLength }), text, (words, pieces) => {
        const literals = words.map(encode);
        const bytes = encode(pieces.join('\n'));
        expect(found(create(literals), bytes)).toEqual(naive(literals, bytes));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a few literals', 1, 20],
    ['many literals', 41, 90],
  ])('finds the same whatever sample it was given, with %s', (_what, minLength, maxLength) => {
    fc.assert(
      fc.property(
        fc.array(literal, { minLength, maxLength }),
        text,
        text,
        (words, pieces, others) => {
          const literals = words.map(encode);
          const bytes = encode(pieces.join('\n'));
          const sample = encode(others.join('\n'));
          expect(found(create(literals, { ...exactly, sample }), bytes)).toEqual(
            naive(literals, bytes),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reports lines in order', () => {
    const scanner = create([encode('needle'), encode('hay')]);
    const { count, records } = hitsOf(scanner, 'hay needle hay\n'.repeat(5_000));
    expect(count).toBe(15_000);
    for (let hit = 1; hit < count; hit += 1) {
      expect(records[hit * RECORD_LENGTH]).toBeGreaterThanOrEqual(
        records[(hit - 1) * RECORD_LENGTH] ?? 0,
      );
    }
  });

  it('holds more hits than it first made room for, and forgets them in the next scan', () => {
    const scanner = create([encode('aaa')]);
    expect(hitsOf(scanner, 'a'.repeat(200_000)).count).toBe(199_998);
    expect(hitsOf(scanner, 'nothing here').count).toBe(0);
  });

  it('finds a literal at the very start and the very end', () => {
    expect(found(create([encode('edge')]), encode('edge and edge'))).toEqual(['0:13:0', '0:13:0']);
  });

  it('does not find in one scan what an earlier one left behind', () => {
    const scanner = create([encode('needle')]);
    hitsOf(scanner, 'xxxxxxneedle');
    expect(hitsOf(scanner, 'xxxxxxne').count).toBe(0);
  });

  it.each([
    ['a few literals', 1, 20],
    ['many literals', 41, 90],
  ])('ignores the case of ASCII letters when told to, with %s', (_what, minLength, maxLength) => {
    const anyCase = fc.string({
      unit: fc.constantFrom(...'aAbB\xe9\xc9@`[{'.split('')),
      maxLength: 80,
    });
    fc.assert(
      fc.property(fc.array(literal, { minLength, maxLength }), anyCase, (words, line) => {
        const literals = words.map(encode);
        const lower = line.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        expect(found(create(literals, inAnyCase), encode(line))).toEqual(
          naive(literals, encode(lower)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it.each(['\u017f', '\u212a'])('is not sure where %s may be an ASCII letter', (letter) => {
    const scanner = create([encode('ask')], inAnyCase);
    for (let before = 0; before < 40; before += 1)
      expect(
        scanner.scan(encode(`${'x'.repeat(before)}${letter}${'x'.repeat(20)}`)),
      ).toBeUndefined();
    expect(hitsOf(scanner, 'ASK \u2122 \u0160').count).toBe(1);
  });

  it('refuses literals that are too short to search for', () => {
    expect(() => create([encode('ab')])).toThrow('at least 3 bytes');
    expect(() => create([])).toThrow('at least 3 bytes');
  });
});
