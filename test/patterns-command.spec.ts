import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

const LOG = `2026-01-01T10:00:00Z INFO  server listens on 3000
2026-01-01T10:00:01Z ERROR payment 17 failed: gateway said no
2026-01-01T10:00:02Z ERROR payment 18 failed: gateway said no
2026-01-01T10:00:03Z FATAL: out of memory (heap: [a+b])
`;

describe('autoheal patterns', () => {
  let platform: Platform;
  afterEach(() => platform.dispose());

  it('suggests entries that can be pasted, after which no trouble is left unknown', async () => {
    platform = new Platform();
    platform.write('logs/app.log', LOG);
    const { code, data } = await platform.cli('patterns', 'suggest', 'logs/app.log');
    expect(code).toBe(0);
    platform.patterns(`version: 1\npatterns:\n${data.replace(/^/gm, '  ')}`);

    const valid = await platform.cli('config', 'validate');
    expect(valid.output).toContain('is valid: 2 pattern(s)');
    const again = await platform.cli('patterns', 'suggest', 'logs/app.log');
    expect(again.output).toMatch(/Every line of logs\/app\.log .* is known to a pattern/);
    const tested = await platform.cli('patterns', 'test', 'logs/app.log', '--json');
    expect(JSON.parse(tested.data)).toMatchObject([{ matchedLines: 2 }, { matchedLines: 1 }]);
  });

  it('lists how well patterns did, and which mode that speaks for', async () => {
    platform = new Platform();
    platform.patterns(`
version: 1
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - { id: crash, sources: [app], match: ERROR, action: { type: RESTART_SERVICE, service: api } }
`);
    await platform.watch();
    platform.append('logs/app.log', LOG);
    await platform.event('heal.skipped');
    const { code, output } = await platform.cli('patterns', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([
      {
        id: 'crash',
        mode: 'shadow',
        effectiveness: { incidents: 1, passed: 0, heals: 0 },
        advice: { verdict: 'wait', mode: 'shadow' },
      },
    ]);
    expect((await platform.cli('patterns', 'list')).output).toContain('1 of 5 incidents seen');
  });

  it('names the patterns that must be asked about every line, and what that costs', async () => {
    platform = new Platform();
    platform.patterns("version: 1\npatterns:\n  - { id: digits, match: '[0-9]+ms' }\n");
    const { code, output } = await platform.cli('config', 'validate');
    expect(code).toBe(0);
    expect(output).toMatch(
      /Asked about every line.*: digits\. Each takes about a second per 100 MB/,
    );
  });

  it('says what is known when called otherwise', async () => {
    platform = new Platform();
    const { code, output } = await platform.cli('patterns', 'guess', 'logs/app.log');
    expect(code).toBe(2);
    expect(output).toContain('There is no "patterns guess"; known: list, test, suggest.');
  });
});
