import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chunkOf, silentCanary } from '../../testing/index.js';
import { CANARY_SOURCE, canaryPath } from './canary-log.js';
import type { Canary } from './canary.js';

const LIMIT_MS = 30_000;

describe('Canary', () => {
  let folder: string;
  let clock: FakeClock;
  let canary: Canary;
  const written = () => readFileSync(canaryPath(folder), 'utf8');
  const comesBack = (text: string) => {
    canary.returned({ ...chunkOf(text), sourceId: CANARY_SOURCE });
  };

  beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/autoheal-canary-`);
    clock = new FakeClock();
    canary = silentCanary(clock, folder, LIMIT_MS);
  });
  afterEach(async () => {
    await canary.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is well while each line comes back in time', async () => {
    canary.start();
    for (let round = 0; round < 5; round += 1) {
      await canary.stop();
      comesBack(written());
      await clock.advance(LIMIT_MS / 3);
      canary.start();
    }
    expect(canary.problem()).toBeUndefined();
    expect(written().trimEnd().split('\n').length).toBeGreaterThan(4);
  });

  it('is not well once a line has not come back within the limit, until it does', async () => {
    canary.start();
    await clock.advance(LIMIT_MS);
    expect(canary.problem()).toBeUndefined();
    await clock.advance(1);
    expect(canary.problem()).toContain('has not been seen');
    comesBack('2026-01-01T00:00:00.000Z canary 00000000-0000-0000-0000-000000000000\n');
    expect(canary.problem()).toBeDefined();
    await canary.stop();
    comesBack(written());
    expect(canary.problem()).toBeUndefined();
  });

  it('writes no second line while the first is out', async () => {
    canary.start();
    await clock.advance(10 * LIMIT_MS);
    await canary.stop();
    expect(written().trimEnd().split('\n')).toHaveLength(1);
  });

  it('is silent, and never ill, where the limit is 0', async () => {
    canary = silentCanary(clock, folder, 0);
    canary.start();
    await clock.advance(1_000_000);
    expect(canary.problem()).toBeUndefined();
    expect(written).toThrow('ENOENT');
  });
});
