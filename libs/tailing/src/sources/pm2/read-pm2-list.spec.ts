import { describe, expect, it } from '@jest/globals';
import { readPm2List } from './read-pm2-list.js';

const entry = (pm2_env: object) => JSON.stringify([{ name: 'api', pm2_env }]);

describe('readPm2List', () => {
  it('finds the list among notices', () => {
    const list = entry({ pm_out_log_path: '/logs/a.log', pm_err_log_path: '/logs/b.log' });
    expect(readPm2List(`[PM2] In-memory PM2 is out-of-date\n${list}\n`)).toEqual([
      { name: 'api', logs: ['/logs/a.log', '/logs/b.log'] },
    ]);
  });

  it('leaves out logs that are not kept', () => {
    const list = entry({ pm_out_log_path: '/dev/null', pm_err_log_path: 'NULL' });
    expect(readPm2List(list)).toEqual([{ name: 'api', logs: [] }]);
  });

  it('tells an empty list from none', () => {
    expect(readPm2List('[]')).toEqual([]);
    expect(readPm2List('pm2: error')).toBeUndefined();
  });
});
