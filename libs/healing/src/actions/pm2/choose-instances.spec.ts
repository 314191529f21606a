import { describe, expect, it } from '@jest/globals';
import type { Pm2Process } from '@app/pm2';
import { chooseInstances } from './choose-instances.js';
import { isOwnProcess } from './own-process.js';

const api: Pm2Process = {
  id: 0,
  name: 'api',
  pid: 11,
  status: 'online',
  cwd: '/srv',
  cluster: false,
  restarts: 0,
  createdAt: 0,
  logs: [],
};

describe('chooseInstances', () => {
  it('takes the instances that nobody stopped', () => {
    const stopped = { ...api, id: 1, status: 'stopped' };
    expect(chooseInstances('api', [api, stopped])).toEqual({ ok: true, instances: [api] });
  });

  it('refuses to restart the watchdog itself', () => {
    process.env['pm_id'] = '0';
    process.env['name'] = 'api';
    const choice = chooseInstances('api', [api]);
    delete process.env['pm_id'];
    delete process.env['name'];
    expect(choice).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('says so when PM2 runs nothing', () => {
    expect(chooseInstances('api', [])).toMatchObject({
      reason: 'not-found',
      message: expect.stringContaining('It runs nothing'),
    });
  });
});

describe('isOwnProcess', () => {
  it("knows the watchdog's own process by what PM2 told it", () => {
    expect(isOwnProcess(api, { pm_id: '0', name: 'api' })).toBe(true);
    expect(isOwnProcess(api, { pm_id: '1', name: 'api' })).toBe(false);
    expect(isOwnProcess(api, { name: 'api' })).toBe(false);
    expect(isOwnProcess(api, {})).toBe(false);
  });
});
