import fc from 'fast-check';
import { LinearRegex } from '../libs/detection/src/engine/linear-regex.js';
import { PatternEngine } from '../libs/detection/src/engine/pattern-engine.js';
import { builtInDefaults } from '../libs/detection/src/pattern-config/resolved-trigger.js';
import { regexSource } from '../libs/detection/testing/arbitraries.js';
import { chunkOf } from '../libs/detection/testing/chunks.js';
import { target } from './target.js';

const { mode, cooldownSeconds, verification, loop } = builtInDefaults;
const plan = { mode, cooldownSeconds, verification, loop, target: 'x' };
const source = fc
  .oneof(regexSource, fc.constantFrom('(?<g>a+)b', '^(a+)+$', '\\p{L}+', '.*', '$', '\\bE1\\b'))
  .filter((text) => LinearRegex.compile(text).ok);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => new TextEncoder().encode(`${text}\n`)),
  fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        'E1',
        '\n',
        '\r\n',
        '\0',
        '\x1b[31m',
        '2025-12-31T23:00:00Z ',
        'at x',
        '\ufffd',
      ),
      { maxLength: 40 },
    )
    .map((parts) => new TextEncoder().encode(parts.join(''))),
);

/** Any bytes of a log, under any patterns: never an error, and a detection per key and chunk at most. */
export const engineTarget = target({
  name: 'engine',
  input: fc.record({
    match: fc.array(source, { minLength: 1, maxLength: 2 }),
    maxStreak: fc.nat(2),
    chunks: fc.array(bytes, { maxLength: 3 }),
  }),
  bear({ match, maxStreak, chunks }) {
    const engine = new PatternEngine();
    const rest = { exclude: [], ignoreCase: false, groupBy: [], resetOn: 'non-match' as const };
    engine.configure([{ id: 'p', title: 't', severity: 'error', match, maxStreak, plan, ...rest }]);
    for (const chunk of chunks) {
      const { detections } = engine.process(chunkOf(chunk));
      if (new Set(detections.map(({ key }) => key)).size !== detections.length)
        throw new Error('A key was raised twice in a chunk.');
    }
  },
});
