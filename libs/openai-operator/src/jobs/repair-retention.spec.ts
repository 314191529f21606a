import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { RepairJobStore } from './repair-job-store.js';
import { repairJobsSettings } from './repair-jobs.settings.js';
import { RepairRetention } from './repair-retention.js';

const DAY_MS = 24 * 3_600_000;

describe('the retention of repairs', () => {
  const settings = repairJobsSettings.resolve({
    ...repairJobsSettings.variables.parse({}),
    CODEX_KEEP_DAYS: 30,
  });

  it('forgets those of before the time that is set, at most once an hour', async () => {
    const clock = new FakeClock();
    const asked: string[] = [];
    const prune = (before: string): Promise<number> => Promise.resolve(asked.push(before));
    const retention = new RepairRetention(settings, { prune } as RepairJobStore, clock);
    const first = new Date(clock.now() - 30 * DAY_MS).toISOString();
    await retention.sweep();
    await retention.sweep();
    expect(asked).toEqual([first]);
    await clock.advance(3_600_000);
    await retention.sweep();
    expect(asked).toHaveLength(2);
  });

  it('lets repairs go on when the store fails', async () => {
    const prune = (): Promise<number> => Promise.reject(new Error('the disk is full'));
    const store = { prune } as unknown as RepairJobStore;
    await new RepairRetention(settings, store, new FakeClock()).sweep();
    expect(settings.keepMs).toBe(30 * DAY_MS);
  });
});
