import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FakeClock } from '@app/clock/testing';
import { healingSettings } from '../healing.settings.js';
import type { HealArchive } from './heal-archive.js';
import { HealRetention } from './heal-retention.js';

const DAY_MS = 86_400_000;

describe('HealRetention', () => {
  let clock: FakeClock;
  let asked: string[];
  let left: number;
  let broken: boolean;
  let retention: HealRetention;

  beforeEach(() => {
    Logger.overrideLogger(false);
    clock = new FakeClock();
    [asked, left, broken] = [[], 0, false];
    const archive: HealArchive = {
      forgetBefore: (moment) => {
        asked.push(moment);
        if (broken) return Promise.reject(new Error('locked'));
        const some = Math.min(left, 2);
        left -= some;
        return Promise.resolve(some);
      },
    };
    const settings = healingSettings.resolve(
      healingSettings.variables.parse({ HEAL_KEEP_DAYS: '30' }),
    );
    retention = new HealRetention(archive, clock, settings);
  });
  afterEach(async () => {
    await retention.beforeApplicationShutdown();
    Logger.overrideLogger(['log', 'warn', 'error']);
  });
  const settled = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };

  it('forgets at the start what is older than its days, all of it', async () => {
    left = 5;
    retention.onApplicationBootstrap();
    await settled();
    expect(left).toBe(0);
    expect(new Set(asked)).toEqual(new Set([new Date(clock.now() - 30 * DAY_MS).toISOString()]));
  });

  it('looks again each hour, also after a failure', async () => {
    broken = true;
    retention.onApplicationBootstrap();
    await settled();
    expect(asked).toHaveLength(1);
    broken = false;
    left = 1;
    await clock.advance(3_600_000);
    await settled();
    expect(left).toBe(0);
  });
});
