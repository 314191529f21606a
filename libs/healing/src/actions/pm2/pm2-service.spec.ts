import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseInstances } from './choose-instances.js';
import { isOwnProcess } from './own-process.js';
import { type Pm2Service, parsePm2List } from './pm2-service.js';

const listed = (name = 'api', env: object = {}) => ({
  pid: 11,
  name,
  pm_id: 0,
  pm2_env: { status: 'online', pm_cwd: '/srv', list: [{}], ...env },
});
const api: Pm2Service = {
  id: 0,
  name: 'api',
  pid: 11,
  status: 'online',
  cwd: '/srv',
  cluster: false,
};

describe('parsePm2List', () => {
  it.each([
    ['nothing else', ''],
    ['a banner', '\n   -------------\n__/\\\\\\____\n [Runtime Edition]\n'],
    ['a start of the daemon', '[PM2] Spawning PM2 daemon with pm2_home=/x\n[PM2] done\n'],
    ['a hint to update', '>>>> In-memory PM2 is out-of-date, do:\n>>>> $ pm2 update\n'],
    ['an empty list in words', 'known modules: [] \n'],
    ['a colour', '\u001b[31m[ {notice} ]\u001b[39m '],
  ])('reads the list after %s', (_what, noise) => {
    expect(parsePm2List(`${noise}${JSON.stringify([listed()])}\n`)).toEqual([api]);
  });

  it('reads the list before a notice', () => {
    expect(parsePm2List(`${JSON.stringify([listed()])}\n[PM2][WARN] [old]\n`)).toEqual([api]);
  });

  it('reads an empty list', () => {
    expect(parsePm2List('[]')).toEqual([]);
  });

  it('reads a process that never started, and a name that is a number', () => {
    const text = JSON.stringify([{ pm_id: 3, name: 42, pm2_env: { status: 'errored' } }]);
    expect(parsePm2List(text)).toEqual([
      { id: 3, name: '42', pid: 0, status: 'errored', cwd: '', cluster: false },
    ]);
  });

  it.each(['', 'command not found', '[PM2] oops', '[{"pm_id":1', '[{"other":1}]'])(
    'tells that %j is no list',
    (output) => {
      expect(parsePm2List(output)).toBeUndefined();
    },
  );

  it('finds the list behind any noise without brackets', () => {
    const noise = fc.string().filter((text) => !text.includes('['));
    fc.assert(
      fc.property(noise, fc.string(), (before, name) => {
        expect(parsePm2List(`${before}\n${JSON.stringify([listed(name)])}`)?.[0]?.name).toBe(name);
      }),
    );
  });
});

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
