import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

describe('a project in another folder than that of watchdog and API', () => {
  let platform: Platform;
  beforeEach(() => {
    platform = new Platform({ AUTOHEAL_PROJECT_ROOT: 'shop' });
    platform.patterns(`
version: 1
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns: [{ id: broken, sources: [app], match: ERROR broken, maxStreak: 0 }]
`);
    platform.write('shop/logs/app.log', '');
  });
  afterEach(() => platform.dispose());

  it('has its log read by both: the one finds what is wrong in it, the other shows its end', async () => {
    await platform.watch();
    const { url } = await platform.serve();
    platform.append('shop/logs/app.log', 'ERROR broken\n');
    await platform.event('detection.raised');
    const tail = (await (await fetch(`${url}/api/logs?source=app&lines=5`)).json()) as object;
    expect(tail).toMatchObject({
      path: platform.path('shop', 'logs', 'app.log'),
      lines: [{ text: 'ERROR broken', patternIds: ['broken'] }],
    });
  });
});
