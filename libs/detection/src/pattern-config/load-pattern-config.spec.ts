import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  parseSampleConfig,
  sampleConfig,
  sampleConfigSchema,
  sampleDefaults,
} from '../../testing/sample-config.js';
import { formatProblem, formatProblemOf } from './config-problem.js';
import { loadPatternConfig } from './load-pattern-config.js';

const badConfigs = join(import.meta.dirname, '../../testing/bad-configs');
const EXPECTATION = /^# expect: (.*)$/gm;

describe('a bad pattern file', () => {
  it.each(readdirSync(badConfigs))('%s is refused with every problem and its place', (name) => {
    const text = readFileSync(join(badConfigs, name), 'utf8');
    const expected = [...text.matchAll(EXPECTATION)].map(([, problem]) => problem);
    expect(expected).not.toEqual([]);
    const result = parseSampleConfig(text);
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual(expected);
  });

  it('is refused when it nests without end', () => {
    expect(parseSampleConfig('['.repeat(300_000)).ok).toBe(false);
    expect(parseSampleConfig('{a: '.repeat(5_000) + '}'.repeat(5_000)).ok).toBe(false);
  });

  it('shows only the beginning of a long value', () => {
    const result = parseSampleConfig(`version: 1\ndefaults: { mode: ${'x'.repeat(10_000)} }`);
    expect(result.ok ? '' : result.problems[0]?.message.length).toBeLessThan(200);
  });
});

describe('a pattern file that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-config-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const load = async (path: string): Promise<string> => {
    const result = await loadPatternConfig(path, sampleConfigSchema, sampleDefaults);
    return result.ok ? '' : result.problems.map(formatProblem).join('\n');
  };
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('is missing: the message says what to do', async () => {
    expect(await load(join(folder, 'none.yaml'))).toMatch(
      /There is no pattern file at .*none\.yaml\. Copy examples.* ERROR_PATTERNS_CONFIG/,
    );
  });

  it('is named once, and with line and column where the problem has them', () => {
    const problem = { line: 12, column: 5, path: 'patterns[2].mode', message: 'must be auto' };
    expect(formatProblemOf('a.yaml', problem)).toBe('a.yaml:12:5 patterns[2].mode: must be auto');
    const missing = { line: 0, column: 0, path: '', message: 'There is no file a.yaml.' };
    expect(formatProblemOf('a.yaml', missing)).toBe('There is no file a.yaml.');
  });

  it('is a folder', async () => {
    expect(await load(folder)).toContain('is no file');
  });

  it('is larger than a mebibyte', async () => {
    const path = write('large.yaml', `version: 1\n#${'x'.repeat(1024 * 1024)}`);
    expect(await load(path)).toContain('more than a pattern file may have (1 MiB)');
  });

  it('is not UTF-8', async () => {
    expect(await load(write('latin1.yaml', Buffer.from([0x76, 0xe9])))).toContain(
      'Save it as UTF-8',
    );
  });
});

describe('a good pattern file', () => {
  it('may say next to nothing', () => {
    const config = sampleConfig('version: 1');
    expect(config).toMatchObject({ sources: [], patterns: [], probes: [], resources: {} });
    expect(config.defaults).toEqual(sampleDefaults.trigger);
  });

  it('may be JSON', () => {
    const text = JSON.stringify(
      { version: 1, patterns: [{ id: 'a', match: ['x', 'y'] }] },
      null,
      '\t',
    );
    expect(sampleConfig(text).patterns[0]).toMatchObject({ id: 'a', match: ['x', 'y'] });
  });

  it('gives a pattern that says only what it must a complete plan that only observes', () => {
    const config = sampleConfig('version: 1\npatterns: [{ id: api-crash, match: TypeError }]');
    expect(config.patterns).toEqual([
      {
        id: 'api-crash',
        title: 'api-crash',
        severity: 'error',
        maxStreak: 0,
        match: ['TypeError'],
        exclude: [],
        ignoreCase: false,
        groupBy: [],
        resetOn: 'non-match',
        plan: {
          mode: 'shadow',
          target: 'api-crash',
          cooldownSeconds: 300,
          verification: { windowSeconds: 30, settleSeconds: 2 },
          loop: {
            maxHeals: 3,
            windowSeconds: 3600,
            maxHealsPerDay: 12,
            pauseSeconds: 1800,
            backoffSeconds: 60,
          },
        },
      },
    ]);
  });

  it('lets a pattern win over the defaults of the file, member by member', () => {
    const [pattern] = sampleConfig(`
version: 1
defaults:
  mode: auto
  maxStreak: 4
  verification: { windowSeconds: 9 }
  loop: { maxHeals: 7 }
probes: [{ id: up, type: tcp, port: 1 }]
patterns:
  - id: crash
    title: it crashes
    sources: [perf]
    match: '(?<service>\\w+) crashed'
    groupBy: [service]
    withinSeconds: 60
    resetOn: { match: recovered }
    action: { type: RESTART_SERVICE, service: '\${service}' }
    verification: { probe: up }
    loop: { backoffSeconds: 1 }
    runbook: https://example.com/crash
`).patterns;
    expect(pattern).toMatchObject({
      title: 'it crashes',
      sources: ['perf'],
      maxStreak: 4,
      groupBy: ['service'],
      withinSeconds: 60,
      resetOn: { match: ['recovered'] },
      plan: {
        mode: 'auto',
        action: { type: 'RESTART_SERVICE', service: '${service}' },
        target: '${service}',
        verification: { windowSeconds: 9, settleSeconds: 2, probe: 'up' },
        loop: { maxHeals: 7, windowSeconds: 3600, pauseSeconds: 1800, backoffSeconds: 1 },
        runbook: 'https://example.com/crash',
      },
    });
  });

  it('fills in what the schema of an action leaves open', () => {
    const [pattern] = sampleConfig(`
version: 1
patterns:
  - { id: a, match: x, action: { type: RUN_COMMAND, command: [ls] } }
`).patterns;
    expect(pattern?.plan.action).toEqual({
      type: 'RUN_COMMAND',
      command: ['ls'],
      timeoutMs: 60_000,
    });
  });

  it('gives probes and resource rules the same defaults', () => {
    const config = sampleConfig(`
version: 1
defaults: { mode: approve }
resources: { cpu: { thresholdPercent: 80, action: { type: GENERAL_RESTART } } }
`);
    expect(config.trigger('cpu', config.resources.cpu ?? {})).toMatchObject({
      id: 'cpu',
      plan: { mode: 'approve', target: 'GENERAL_RESTART', action: { type: 'GENERAL_RESTART' } },
    });
  });

  it('may repeat itself by anchors', () => {
    const config = sampleConfig(`
version: 1
patterns:
  - &base { id: a, match: x, maxStreak: 3 }
  - { <<: *base, id: b }
`);
    expect(config.patterns.map(({ id, maxStreak }) => [id, maxStreak])).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
  });
});
