import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

describe('a watchdog that has stopped answering', () => {
  let platform: Platform;
  beforeEach(() => {
    platform = new Platform();
    platform.patterns('version: 1\n');
  });
  afterEach(() => platform.dispose());

  it('is noticed by the API within seconds, and welcomed back', async () => {
    const { url } = await platform.serve();
    const read = async (path: string) =>
      (await (await fetch(`${url}${path}`)).json()) as {
        readonly watchdog: { readonly liveness: string };
        readonly verdict?: { readonly level: string };
      };
    const becomes = (liveness: string) =>
      until(
        `the watchdog to be ${liveness}`,
        async () => ((await read('/readyz')).watchdog.liveness === liveness ? true : undefined),
        { withinMs: 20_000 },
      );
    const watchdog = await platform.watch();
    await becomes('running');
    watchdog.signal('SIGSTOP');
    try {
      await becomes('silent');
      expect(await read('/api/status')).toMatchObject({
        watchdog: { liveness: 'silent' },
        verdict: { level: 'critical' },
      });
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('autoheal_watchdog_up 0');
    } finally {
      watchdog.signal('SIGCONT');
    }
    await becomes('running');
  });
});
