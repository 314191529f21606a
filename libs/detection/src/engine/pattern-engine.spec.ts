import { describe, expect, it } from '@jest/globals';
import type { DetectionRaised } from '@app/contracts';
import { ARRIVED_AT, chunkOf } from '../../testing/chunks.js';
import { sampleConfig } from '../../testing/sample-config.js';
import { PatternEngine } from './pattern-engine.js';
import type { StoredStreak } from './stored-streak.js';

const patternsOf = (...entries: string[]) =>
  sampleConfig(`version: 1\npatterns:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`)
    .patterns;

function engineOf(...entries: string[]): PatternEngine {
  const engine = new PatternEngine();
  engine.configure(patternsOf(...entries));
  return engine;
}

function only(engine: PatternEngine, text: string): DetectionRaised {
  const { detections } = engine.process(chunkOf(text));
  const [detection] = detections;
  if (detections.length !== 1 || !detection)
    throw new Error(`${String(detections.length)} detections`);
  return detection;
}

const count = (engine: PatternEngine, text: string): number =>
  engine.process(chunkOf(text)).detections.reduce((sum, { occurrences }) => sum + occurrences, 0);

describe('a streak', () => {
  it('leads to a detection on the match that exceeds the limit, and then starts again', () => {
    const engine = engineOf('{ id: p, match: bad, maxStreak: 2 }');
    expect(count(engine, 'bad\nbad\n')).toBe(0);
    expect(only(engine, 'bad\n')).toMatchObject({
      occurrences: 1,
      streak: { length: 3, limit: 2 },
    });
    expect(count(engine, 'bad\nbad\n')).toBe(0);
    expect(count(engine, 'bad\n')).toBe(1);
  });

  it('is ended by a line of the same file that does not match, but not by one of another file', () => {
    const engine = engineOf('{ id: p, match: bad, maxStreak: 1 }');
    expect(count(engine, 'bad\nfine\nbad\n')).toBe(0);
    expect(engine.process(chunkOf('fine\n', { streamId: 'other' })).detections).toEqual([]);
    expect(count(engine, 'bad\n')).toBe(1);
  });

  it('is not ended by the lines that continue a record', () => {
    const engine = engineOf('{ id: p, match: bad, maxStreak: 1 }');
    expect(count(engine, 'bad\n    at a.js:1\nCaused by: x\n}\n\n')).toBe(0);
    expect(count(engine, '    at b.js:1\nbad\n')).toBe(1);
  });

  it('is ended by a line that is excluded', () => {
    const engine = engineOf('{ id: p, match: bad, exclude: ignored, maxStreak: 1 }');
    expect(count(engine, 'bad\nbad ignored\nbad\n')).toBe(0);
  });

  it('of one group is not ended by a match of another', () => {
    const engine = engineOf("{ id: p, match: 'bad (?<what>\\w)', groupBy: [what], maxStreak: 1 }");
    expect(only(engine, 'bad a\nbad b\nbad c\nbad a\n').key).toBe('pattern:p/a');
    expect(count(engine, 'fine\nbad b\n')).toBe(0);
  });

  it('that never resets counts over all sources, whatever stands between', () => {
    const engine = engineOf('{ id: p, match: bad, maxStreak: 1, resetOn: never }');
    expect(count(engine, 'bad\nfine\n')).toBe(0);
    expect(engine.process(chunkOf('fine\nbad\n', { sourceId: 'web' })).detections).toHaveLength(1);
  });

  it('is ended by a recovery line, of its own group where the line names one', () => {
    const engine = engineOf(
      "{ id: p, match: '(?<who>\\w) down', groupBy: [who], maxStreak: 1, resetOn: { match: ['(?<who>\\w) up', all good] } }",
    );
    expect(count(engine, 'a down\nb down\na up\n')).toBe(0);
    expect(only(engine, 'a down\nb down\n').key).toBe('pattern:p/b');
    expect(count(engine, 'all good\na down\n')).toBe(0);
  });

  it('takes a recovery line for no failure, even where the pattern matches it', () => {
    const engine = engineOf("{ id: p, match: 'check', resetOn: { match: 'check passed' } }");
    expect(count(engine, 'check passed\n')).toBe(0);
    expect(count(engine, 'check failed\n')).toBe(1);
  });

  it('forgets matches that are older than its window, by the time of the lines', () => {
    const engine = engineOf(
      '{ id: p, match: bad, maxStreak: 1, withinSeconds: 10, resetOn: never }',
    );
    const at = (second: number) => `2025-12-31T10:00:${String(second).padStart(2, '0')}Z bad\n`;
    expect(count(engine, at(0) + at(11) + at(22))).toBe(0);
    expect(count(engine, at(32))).toBe(1);
  });

  it('looks only at the sources of its pattern', () => {
    const engine = engineOf('{ id: p, match: bad, sources: [perf] }');
    expect(count(engine, 'bad\n')).toBe(0);
    expect(engine.process(chunkOf('bad\n', { sourceId: 'perf' })).detections).toHaveLength(1);
  });
});

describe('a detection', () => {
  it('carries the lines that led to it, with their place, time and continuation', () => {
    const engine = engineOf(
      "{ id: p, title: it breaks, severity: critical, match: '(?<e>bad) (?<n>\\d)', maxStreak: 1 }",
    );
    engine.process(chunkOf('x\nbad 1\n', { offset: 1000 }));
    const [detection] = engine.process(
      chunkOf('bad 2\r\n  at a.js:1\r\n\r\nnext\n2025-12-31T10:00:00Z bad 3\n', { offset: 1008 }),
    ).detections;
    expect(detection).toEqual({
      key: 'pattern:p',
      trigger: { kind: 'pattern', id: 'p' },
      title: 'it breaks',
      severity: 'critical',
      occurrences: 1,
      streak: { length: 2, limit: 1 },
      lastSeenAt: new Date(ARRIVED_AT).toISOString(),
      evidence: {
        records: [
          {
            source: 'api',
            path: '/logs/api.log',
            offset: 1002,
            at: new Date(ARRIVED_AT).toISOString(),
            text: 'bad 1',
          },
          {
            source: 'api',
            path: '/logs/api.log',
            offset: 1008,
            at: new Date(ARRIVED_AT).toISOString(),
            text: 'bad 2\r\n  at a.js:1',
          },
        ],
        captures: { e: 'bad', n: '2' },
        values: {},
      },
      plan: expect.objectContaining({ target: 'p', mode: 'shadow' }) as object,
    });
  });

  it('is raised once per key and chunk, with the newest ten records', () => {
    const detection = only(
      engineOf('{ id: p, match: bad, maxStreak: 1 }'),
      Array.from({ length: 31 }, (_, n) => `bad ${String(n)}\n`).join(''),
    );
    expect(detection.occurrences).toBe(15);
    expect(detection.evidence.records.map(({ text }) => text)).toEqual(
      Array.from({ length: 10 }, (_, n) => `bad ${String(n + 20)}`),
    );
  });

  it('caps long records, many continuation lines and the whole of its evidence', () => {
    const engine = engineOf('{ id: p, match: ^bad }');
    const long = only(engine, `bad ${'x'.repeat(100_000)}\n`).evidence.records;
    expect(long[0]?.text).toHaveLength(16 * 1024);
    const trace = only(engine, `bad\n${'  at x\n'.repeat(80)}`).evidence.records;
    expect(trace[0]?.text.split('\n')).toHaveLength(51);
    const many = only(engine, `bad ${'x'.repeat(15_000)}\n`.repeat(10)).evidence.records;
    expect(many).toHaveLength(4);
  });

  it('fills the captures into its action', () => {
    const engine = engineOf(
      "{ id: p, match: '(?<service>\\S+) crashed', action: { type: RESTART_SERVICE, service: '${service}' } }",
    );
    expect(only(engine, 'api crashed\n').plan).toMatchObject({
      target: 'api',
      action: { type: 'RESTART_SERVICE', service: 'api' },
    });
  });

  it('has no action when the log tries to choose it, and says why', () => {
    const engine = engineOf(
      "{ id: p, match: '(?<service>.+) crashed', action: { type: RESTART_SERVICE, service: '${service}' } }",
    );
    const { plan, evidence } = only(engine, '$(reboot) crashed\n');
    expect(plan.action).toBeUndefined();
    expect(evidence.values['actionRemoved']).toContain('${service} is no plain word');
  });

  it('reads bytes that are no text, and matches around them', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0x00, 0xe2, 0x82]), Buffer.from(' bad\n')]);
    const { detections } = engineOf('{ id: p, match: bad }').process(chunkOf(bytes));
    expect(detections[0]?.evidence.records[0]?.text).toBe('\uFFFD\0\uFFFD bad');
  });

  it('takes a last line without a newline as a line', () => {
    expect(only(engineOf('{ id: p, match: bad }'), 'fine\nbad').occurrences).toBe(1);
  });
});

describe('patterns', () => {
  it.each(['^(a+)+$', '(a|aa)+$', '(.*a){20}$', '^(\\w+\\s?)*$'])(
    'run in linear time, also %s on a line made for it',
    (match) => {
      const engine = engineOf(`{ id: p, match: '${match}' }`);
      const started = performance.now();
      engine.process(chunkOf(`${'a'.repeat(30_000)}!\n`.repeat(3)));
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  it('never look further into a line than 32 KiB', () => {
    const engine = engineOf('{ id: p, match: needle }');
    expect(count(engine, `${'x'.repeat(32 * 1024)}needle\n`)).toBe(0);
    expect(count(engine, `${'x'.repeat(32 * 1024 - 6)}needle\n`)).toBe(1);
  });

  it('ignore case when told to', () => {
    expect(count(engineOf('{ id: p, match: Bad, ignoreCase: true }'), 'bAD\n')).toBe(1);
    expect(count(engineOf('{ id: p, match: Bad }'), 'bAD\n')).toBe(0);
  });
});

describe('the number of groups', () => {
  it('is bounded: the streak unused for longest is forgotten, also in the store', () => {
    const engine = engineOf(
      "{ id: p, match: 'bad (?<n>\\d+)', groupBy: [n], maxStreak: 1, resetOn: never }",
    );
    const bad = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => `bad ${String(from + n)}\n`).join('');
    expect(engine.process(chunkOf(bad(0, 10_000))).streaks.upserts).toHaveLength(10_000);
    const { streaks } = engine.process(chunkOf(bad(10_000, 10_002)));
    expect(streaks.deletes.map((key) => JSON.parse(key) as unknown)).toEqual([
      ['p', '', '0'],
      ['p', '', '1'],
    ]);
    expect(count(engine, 'bad 0\n')).toBe(0);
    expect(count(engine, 'bad 9999\n')).toBe(1);
  });
});

describe('new patterns', () => {
  const engineWith = (
    entry: string,
  ): { engine: PatternEngine; stored: readonly StoredStreak[] } => {
    const engine = engineOf(entry);
    return { engine, stored: engine.process(chunkOf('bad\n')).streaks.upserts };
  };

  it('leave the streaks of what they do not change as they are', () => {
    const { engine } = engineWith('{ id: p, match: bad, maxStreak: 1 }');
    engine.configure(
      patternsOf(
        '{ id: p, match: bad, maxStreak: 1, mode: auto, title: new }',
        '{ id: q, match: x }',
      ),
    );
    const { detections, streaks } = engine.process(chunkOf('bad\n'));
    expect(detections[0]).toMatchObject({ title: 'new', plan: { mode: 'auto' } });
    expect(streaks.deletes).toHaveLength(1);
  });

  it.each([
    ['match something else', '{ id: p, match: bad|x, maxStreak: 1 }'],
    ['have another limit', '{ id: p, match: bad, maxStreak: 2 }'],
    ['are gone', '{ id: q, match: bad, maxStreak: 1 }'],
  ])('start anew where they %s, and the old streak is deleted', (_what, entry) => {
    const { engine, stored } = engineWith('{ id: p, match: bad, maxStreak: 1 }');
    engine.configure(patternsOf(entry));
    const { detections, streaks } = engine.process(chunkOf('bad\n'));
    expect(detections).toEqual([]);
    expect(streaks.deletes).toEqual(stored.map(({ key }) => key));
  });

  it('take back the stored streaks that are still theirs', () => {
    const { stored } = engineWith('{ id: p, match: bad, maxStreak: 1 }');
    const same = engineOf('{ id: p, match: bad, maxStreak: 1 }');
    same.restore(stored);
    expect(only(same, 'bad\n').evidence.records).toHaveLength(2);
    const other = engineOf('{ id: p, match: bad, maxStreak: 3 }');
    other.restore(stored);
    expect(other.process(chunkOf('')).streaks.deletes).toHaveLength(1);
  });
});
