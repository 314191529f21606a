import fc from 'fast-check';

/** What hurts parsers. */
const HOSTILE = [
  '&a [*a, *a]',
  '*b',
  '<<: *a',
  '!!binary x',
  '!!js/function "x"',
  '%YAML 9.9',
  '---\n---',
  '? [a]: b',
  '{{{{{{{{',
  '[[[[[[[[',
  '\t',
  '\0',
  '\ufeff',
  '\u2028',
  '"\\ud800"',
  '__proto__: { x: 1 }',
  'constructor: x',
  '1e999',
  '-0',
  '.nan',
  '${{ ',
  '{{ ',
  "'",
  '(?<x>',
  '(a{1000}){1000}',
  '\\p{C}',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constant(''),
  ),
});

/** Texts that were right once, with a few places changed; and some that never were. */
export function mutated(samples: readonly string[]): fc.Arbitrary<string> {
  const near = fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 4 }))
    .map(([sample, edits]) => edits.reduce(apply, sample));
  return fc.oneof(
    { weight: 8, arbitrary: near },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...HOSTILE)).map((parts) => parts.join('\n')),
    },
  );
}

function apply(text: string, { at, remove, insert }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}
