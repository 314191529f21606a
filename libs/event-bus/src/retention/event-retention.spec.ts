import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FakeClock } from '@app/clock/testing';
import { readSettings } from '@app/settings';
import type { EventArchive } from './event-archive.js';
import { EventRetention } from './event-retention.js';
import { eventRetentionSettings, type EventRetentionSettings } from './event-retention.settings.js';

const DAY_MS = 86_400_000;

describe('EventRetention', () => {
  let clock: FakeClock;
  let asked: [string, number][];
  let left: number;
  let broken: boolean;
  let retention: EventRetention;

  beforeEach(() => {
    Logger.overrideLogger(false);
    clock = new FakeClock();
    [asked, left, broken] = [[], 0, false];
    const archive: EventArchive = {
      forget: (before, after) => {
        asked.push([before, after]);
        if (broken) return Promise.reject(new Error('locked'));
        const gone = Math.min(left, 2);
        left -= gone;
        return Promise.resolve({ gone, next: left > 0 ? after + 2 : undefined });
      },
    };
    const settings = readSettings([eventRetentionSettings], { EVENTS_KEEP_DAYS: '30' }).get(
      eventRetentionSettings.token,
    ) as EventRetentionSettings;
    retention = new EventRetention(archive, clock, settings);
  });
  afterEach(async () => {
    await retention.beforeApplicationShutdown();
    Logger.overrideLogger(['log', 'warn', 'error']);
  });

  it('forgets at the start what is older than its days, step by step, each from where the last ended', async () => {
    left = 5;
    const before = new Date(clock.now() - 30 * DAY_MS).toISOString();
    retention.onApplicationBootstrap();
    await clock.advance(1_000);
    expect(left).toBe(0);
    expect(asked).toEqual([
      [before, 0],
      [before, 2],
      [before, 4],
    ]);
  });

  it('looks again from the beginning each hour, also after a failure', async () => {
    broken = true;
    retention.onApplicationBootstrap();
    await clock.advance(1_000);
    expect(asked).toHaveLength(1);
    broken = false;
    left = 1;
    await clock.advance(3_600_000);
    expect(left).toBe(0);
    expect(asked.at(-1)?.[1]).toBe(0);
  });

  it('ends with its process, in the middle of its work too', async () => {
    left = 100;
    retention.onApplicationBootstrap();
    await clock.advance(60);
    await retention.beforeApplicationShutdown();
    const steps = asked.length;
    await clock.advance(3_600_000);
    expect(asked).toHaveLength(steps);
    expect(left).toBeGreaterThan(0);
  });
});
