import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

describe('autoheal api-key', () => {
  let platform: Platform;
  beforeEach(() => {
    platform = new Platform({ API_KEY: 'the-master-key' });
  });
  afterEach(() => platform.dispose());

  it('makes a key that opens the API, lists it and revokes it', async () => {
    const { url } = await platform.serve();
    const status = async (key: string) =>
      (await fetch(`${url}/api/status`, { headers: { 'X-API-Key': key } })).status;
    const { output } = await platform.cli('api-key', 'create', 'ci', '--scope', 'heal');
    const [key = ''] = /^ahk_\S+$/m.exec(output) ?? [];
    expect(await status(key)).toBe(200);
    const list = await platform.cli('api-key', 'list');
    expect(list.output).toMatch(/^ci +heal +made .* expires never$/m);
    expect((await platform.cli('api-key', 'revoke', 'ci')).code).toBe(0);
    expect(await status(key)).toBe(401);
    expect((await platform.cli('api-key', 'revoke', 'ci')).code).toBe(2);
  });

  it('gives its name to what the caller does, in the audit log', async () => {
    platform.patterns('version: 1\n');
    const { url } = await platform.serve();
    const { output } = await platform.cli('api-key', 'create', 'ci', '--scope', 'heal');
    const [key = ''] = /^ahk_\S+$/m.exec(output) ?? [];
    await fetch(`${url}/api/heals/none/approve`, {
      method: 'POST',
      headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
      body: '{}',
    });
    await platform.watch();
    const log = platform.path('logs', 'self-heal.log');
    const line = await until('the call in the audit log', () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            .find((text) => text.includes('"api.called"'))
        : undefined,
    );
    expect(JSON.parse(line)).toMatchObject({
      who: 'api:ci',
      operation: 'approveHeal',
      parameters: { id: 'none' },
      status: 404,
    });
    expect(readFileSync(log, 'utf8')).not.toContain(key);
  });
});
