import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AppProcess } from './harness/app-process.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

const patterns = `
version: 1
defaults: { mode: shadow, cooldownSeconds: 0 }
sources: [{ id: piped, type: stdin }, { id: again, type: stdin }]
patterns:
  - { id: broken, sources: [piped], match: 'ERROR broken (?P<n>\\d+)', groupBy: [n], maxStreak: 0, target: app, action: { type: RUN_COMMAND, command: [date] } }
`;

describe('a program that is piped into the watchdog', () => {
  let platform: Platform;
  let watchdog: AppProcess;
  beforeEach(async () => {
    platform = new Platform();
    platform.patterns(patterns);
    watchdog = platform.start('watchdog', [], {}, true);
    await watchdog.says(/watching/i);
    await watchdog.says(/another source reads it already; remove one of them.*"source":"again"/);
  });
  afterEach(() => platform.dispose());

  const found = (): number =>
    platform.named('detection.raised').reduce((sum, { payload }) => sum + payload.occurrences, 0);

  it('has each of its lines looked at once, also when it writes much at once', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      n % 100 === 0 ? `ERROR broken ${String(n)}\n` : `INFO fine ${'x'.repeat(80)} ${String(n)}\n`,
    );
    await watchdog.write(lines.join(''));
    await platform.event('detection.raised', {
      where: ({ payload }) => payload.key.endsWith('/19900'),
    });
    expect(found()).toBe(200);
  });

  it('may end: its last line counts without newline, it is said, and the watchdog goes on', async () => {
    await watchdog.write('ERROR broken 1\nERROR broken 2');
    watchdog.endInput();
    await watchdog.says(/No lines of standard input: it has ended/);
    await platform.event('detection.raised', { count: 2 });
    expect(found()).toBe(2);
    await watchdog.stop();
  });
});
