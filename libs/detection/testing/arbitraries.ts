import fc from 'fast-check';

/** Few letters, so that literals repeat and overlap; some take two bytes, some fold into ASCII. */
export const letter = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'b', 'c', 'E', 'e', '1', ' ', '\xe9') },
  { weight: 1, arbitrary: fc.constantFrom('s', 'S', '\u017f', 'k', '\u212a') },
);
const atom = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({ unit: letter, minLength: 1, maxLength: 5 }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('.', '\\d', '[ab]', '[^a]', '\\w', '\\s', '[Ee]', '\\b'),
  },
);

/** Regular expressions that compile, over few letters, so that they often match what the tests make. */
export const regexSource: fc.Arbitrary<string> = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => a + b),
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('regex'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?'))
      .map(([a, repeat]) => `(?:${a})${repeat}`),
    tie('regex').map((a) => `(?i:${a})`),
    tie('regex').map((a) => `^${a}`),
    tie('regex').map((a) => `${a}$`),
  ),
})).regex;
