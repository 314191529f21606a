import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, rmSync } from 'node:fs';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

describe('autoheal backup and restore', () => {
  let platform: Platform;
  beforeEach(() => {
    platform = new Platform();
    platform.patterns('version: 1\npatterns:\n  - { id: sample, match: "Error: sample" }\n');
  });
  afterEach(() => platform.dispose());

  it('save the store while the watchdog runs, and bring it back once it is stopped', async () => {
    const watchdog = await platform.watch();
    expect(await platform.cli('backup', 'saved.db')).toMatchObject({ code: 0 });
    const saved = platform.events().map(({ id }) => id);

    const refused = await platform.cli('restore', 'saved.db', '--yes');
    expect(refused.code).toBe(5);
    expect(refused.output).toContain(`process ${String(watchdog.pid)}`);

    await watchdog.stop();
    rmSync(platform.path('data'), { recursive: true });
    expect(await platform.cli('restore', 'saved.db', '--yes')).toMatchObject({ code: 0 });
    expect(platform.events().map(({ id }) => id)).toEqual(saved);
    await platform.watch();
    expect(platform.named('watchdog.started')).toHaveLength(2);
  });

  it('say what is wrong, and leave everything as it is', async () => {
    platform.write('no-store.db', 'hello');
    const restored = await platform.cli('restore', 'no-store.db', '--yes');
    expect(restored).toMatchObject({ code: 2 });
    expect(restored.output).toMatch(/is no store: .*Nothing was changed/);
    const backedUp = await platform.cli('backup', 'saved.db');
    expect(backedUp).toMatchObject({ code: 2 });
    expect(existsSync(platform.path('saved.db'))).toBe(false);
  });
});
