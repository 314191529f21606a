import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Chunk, DetectionRaised } from '@app/contracts';
import { letter, regexSource } from '../../testing/arbitraries.js';
import { ARRIVED_AT, chunkOf, cutIntoChunks } from '../../testing/chunks.js';
import { NaiveEngine } from '../../testing/naive-engine.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { builtInDefaults } from '../pattern-config/resolved-trigger.js';
import { lineTime } from './line-time.js';
import { PatternEngine } from './pattern-engine.js';
import type { StoredStreak } from './stored-streak.js';

jest.setTimeout(60_000);

const { mode, cooldownSeconds, verification, loop } = builtInDefaults;
const plan = { mode, cooldownSeconds, verification, loop, target: 'x' };

/** A pattern over the letters of the lines below; a third of them group by a capture. */
const pattern = fc
  .record({
    match: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: regexSource },
        { weight: 1, arbitrary: fc.constantFrom('abc', 'bca', 'E1', 'aab|cEc', 'at ', '^$') },
        { weight: 2, arbitrary: fc.constantFrom('(?<g>a+)b', 'E(?<g>[bc])', 'abc(?<g>.)?') },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    exclude: fc.array(regexSource, { maxLength: 1 }),
    ignoreCase: fc.boolean(),
    grouped: fc.boolean(),
    maxStreak: fc.nat(3),
    withinSeconds: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    sources: fc.constantFrom(undefined, ['api'], ['api', 'web'], ['other']),
    resetOn: fc.oneof(
      fc.constantFrom('non-match' as const, 'never' as const),
      fc.record({ match: fc.constantFrom(['ok'], ['ok (?<g>a+)'], ['cab', '1']) }),
    ),
  })
  .map(({ grouped, withinSeconds, sources, ...rest }): Omit<ResolvedPattern, 'id'> => ({
    ...rest,
    title: 'title',
    severity: 'error',
    groupBy: grouped ? ['g'] : [],
    ...(withinSeconds === undefined ? {} : { withinSeconds }),
    ...(sources === undefined ? {} : { sources }),
    plan,
  }));
const patterns = fc
  .array(pattern, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((entry, index) => ({ ...entry, id: `p${String(index)}` })));

const second = fc.nat(9).map((digit) => `2025-12-31T23:00:0${String(digit)}Z `);
const line = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 2, arbitrary: second },
      { weight: 2, arbitrary: fc.constantFrom(' ', '\t', 'at ', 'Caused by: ', '}', 'ok ') },
    ),
    fc.string({ unit: letter, maxLength: 12 }),
    fc.constantFrom('', '', '', '\r', '}', '\u{1F600}'),
  )
  .map((parts) => parts.join(''));
const lines = fc.array(line, { maxLength: 40 });
const borders = fc.array(fc.nat(40), { maxLength: 5 });

const timeOf = (text: string): number => lineTime(text, ARRIVED_AT) ?? ARRIVED_AT;

function summary({ key, occurrences, evidence }: DetectionRaised): string {
  return [key, occurrences, evidence.records.at(-1)?.offset].join(' ');
}

/** The streaks as the store would hold them, after applying what the engine says. */
class Store {
  readonly streaks = new Map<string, StoredStreak>();

  feed(engine: PatternEngine, chunk: Chunk): string[] {
    const { streaks, detections } = engine.process(chunk);
    for (const key of streaks.deletes) this.streaks.delete(key);
    for (const streak of streaks.upserts) this.streaks.set(streak.key, streak);
    return detections.map(summary).sort();
  }

  lengths(): Record<string, number> {
    return Object.fromEntries(
      [...this.streaks].map(([key, { state }]) => [key, state.length] as const).sort(),
    );
  }
}

function engineFor(config: readonly ResolvedPattern[], store = new Store()): PatternEngine {
  const engine = new PatternEngine();
  engine.configure(config);
  // Through JSON, as a store does it.
  engine.restore(JSON.parse(JSON.stringify([...store.streaks.values()])) as StoredStreak[]);
  return engine;
}

describe('PatternEngine', () => {
  it('finds what a line-by-line reference finds, and keeps the same streaks', () => {
    fc.assert(
      fc.property(patterns, lines, borders, lines, (config, ours, cuts, others) => {
        const engine = engineFor(config);
        const naive = new NaiveEngine(config, timeOf);
        const store = new Store();
        const chunks = [
          ...cutIntoChunks(ours, cuts),
          ...cutIntoChunks(others, [], { sourceId: 'web' }),
          ...cutIntoChunks(ours, [], { streamId: 'second' }),
        ];
        for (const chunk of chunks) {
          const expected = naive
            .process(chunk)
            .map(({ patternId, group, occurrences, offset }) =>
              [[`pattern:${patternId}`, ...group].join('/'), occurrences, offset].join(' '),
            );
          expect(store.feed(engine, chunk)).toEqual(expected.sort());
          expect(store.lengths()).toEqual(naive.lengths());
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts the same wherever the chunks are cut', () => {
    fc.assert(
      fc.property(patterns, lines, borders, (config, content, cuts) => {
        const once = new Store();
        const pieces = new Store();
        once.feed(engineFor(config), chunkOf(content.map((text) => `${text}\n`).join('')));
        const engine = engineFor(config);
        for (const chunk of cutIntoChunks(content, cuts)) pieces.feed(engine, chunk);
        expect(pieces.lengths()).toEqual(once.lengths());
      }),
      { numRuns: 300 },
    );
  });

  it('goes on after a restart as if nothing had happened', () => {
    fc.assert(
      fc.property(patterns, lines, borders, (config, content, cuts) => {
        const living = new Store();
        const restarted = new Store();
        const engine = engineFor(config);
        for (const chunk of cutIntoChunks(content, cuts)) {
          expect(restarted.feed(engineFor(config, restarted), chunk)).toEqual(
            living.feed(engine, chunk),
          );
          expect(restarted.lengths()).toEqual(living.lengths());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('raises at most one detection per key and chunk, and survives any bytes', () => {
    fc.assert(
      fc.property(patterns, fc.uint8Array({ maxLength: 300 }), (config, bytes) => {
        const { detections } = engineFor(config).process(chunkOf(bytes));
        const keys = detections.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });
});
