import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePm2List } from './parse-pm2-list.js';
import type { Pm2Process } from './pm2-process.js';

const listed = (name = 'api', env: object = {}) => ({
  pid: 11,
  name,
  pm_id: 0,
  pm2_env: { status: 'online', pm_cwd: '/srv', list: [{}], ...env },
});
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
      { ...api, id: 3, name: '42', pid: 0, status: 'errored', cwd: '' },
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

  it('tells the logs, but for those that are not kept', () => {
    const logs = (pm_out_log_path: unknown, pm_err_log_path: unknown) =>
      parsePm2List(JSON.stringify([listed('api', { pm_out_log_path, pm_err_log_path })]))?.[0]
        ?.logs;
    expect(logs('/logs/a.log', '/logs/b.log')).toEqual(['/logs/a.log', '/logs/b.log']);
    expect(logs('/dev/null', 'NULL')).toEqual([]);
  });
});
