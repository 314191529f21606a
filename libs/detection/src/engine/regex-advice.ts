const LINEAR = 'Patterns run in linear time, so';

interface Advice {
  /** What the refused part looks like. */
  readonly part: RegExp;
  readonly advice: string;
}

/** How to rewrite what RE2 refuses; the first that fits counts. */
const rewrites: readonly Advice[] = [
  {
    part: /^\(\?!|^\(\?<!/,
    advice: `${LINEAR} there is no negative look-around: match without it and put what must not be there into \`exclude\`.`,
  },
  {
    part: /^\(\?=|^\(\?<=/,
    advice: `${LINEAR} there is no look-around: make what must stand before or after a part of the match.`,
  },
  {
    part: /^\\[1-9k]/,
    advice: `${LINEAR} there are no back-references: write the repeated part out once more.`,
  },
  {
    part: /^\(\?>/,
    advice: 'An atomic group is not needed, since nothing backtracks: write (?:...) instead.',
  },
  {
    part: /^[*+?}][+]$/,
    advice:
      'A possessive repeat is not needed, since nothing backtracks: leave out the second sign.',
  },
  { part: /^\\u/, advice: 'Write \\x{...} for a code point, for instance \\x{20AC}.' },
  { part: /^\\Z/, advice: 'Write $ or \\z for the end of the line.' },
  { part: /^\\h/, advice: 'Write [ \\t] for a blank.' },
  {
    part: /^\(\?P?</,
    advice: 'Name a capture with letters, digits and _ only: (?<name>...).',
  },
];

const byDescription: Readonly<Record<string, string>> = {
  'missing closing )': 'Close every (, or write \\( for a bracket that is text.',
  'unexpected )': 'Open every ), or write \\) for a bracket that is text.',
  'missing closing ]': 'Close every [, or write \\[ for a bracket that is text.',
  'missing argument to repetition operator':
    'Write \\*, \\+ or \\? where the sign itself is meant, and .* for "anything".',
  'invalid repeat count': 'A repeat count may be at most 1000, also when repeats are nested.',
  'duplicate capture group name': 'Give each capture a name of its own.',
};

/** One sentence that says how to write a refused pattern. */
export function adviceFor(description: string, part: string): string {
  return (
    rewrites.find((rewrite) => rewrite.part.test(part))?.advice ??
    byDescription[description] ??
    'Patterns use RE2 syntax: https://github.com/google/re2/wiki/Syntax.'
  );
}
