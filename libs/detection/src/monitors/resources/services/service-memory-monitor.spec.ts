import { beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { recordedDetections, recordedMeasurements } from '../../../../testing/index.js';
import { resolveTrigger } from '../../../pattern-config/resolve-trigger.js';
import { builtInDefaults } from '../../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../../pattern-config/trigger-fields.schema.js';
import { ServiceMemoryMonitor } from './service-memory-monitor.js';
import { serviceMemorySchema } from './service-memory.schema.js';

const INTERVAL_MS = 60_000;
const MIB = 2 ** 20;
const settings = { thresholdPercent: { cpu: 90, memory: 90 }, checks: 2, intervalMs: INTERVAL_MS };
const trigger = (id: string, fields: TriggerFields) =>
  resolveTrigger(id, fields, builtInDefaults, () => 'platform');

describe('ServiceMemoryMonitor', () => {
  let parts: ReturnType<typeof recordedDetections>;
  let measurements: ReturnType<typeof recordedMeasurements>;
  let memory: { bytes: number; run: string } | undefined;
  let monitor: ServiceMemoryMonitor;

  const watch = (spec: Partial<z.input<typeof serviceMemorySchema>>) => {
    const services = [serviceMemorySchema.parse({ service: 'shop', ...spec })];
    monitor.apply({ resources: { services }, trigger });
    monitor.start();
  };
  const check = async (megabytes: number | undefined, run = '1') => {
    memory = megabytes === undefined ? undefined : { bytes: megabytes * MIB, run };
    await parts.clock.advance(INTERVAL_MS);
  };

  beforeEach(() => {
    parts = recordedDetections();
    measurements = recordedMeasurements(parts.clock);
    memory = undefined;
    const reader = { read: () => Promise.resolve(memory) };
    const { recorder } = measurements;
    monitor = new ServiceMemoryMonitor(reader, parts.reporter, recorder, parts.clock, settings);
  });

  it('reports a service that stays over its limit, and would restart it', async () => {
    watch({ maxMemoryMb: 500, manager: 'systemd' });
    for (const megabytes of [501, 499, 501]) await check(megabytes);
    expect(parts.detections).toEqual([]);
    await check(600.04);
    expect(parts.detections).toMatchObject([
      {
        key: 'resource:memory:shop',
        trigger: { kind: 'resource', id: 'memory:shop' },
        title: 'shop uses more than 500 MiB',
        streak: { length: 2, limit: 1 },
        evidence: { values: { service: 'shop', memoryMb: 600, maxMemoryMb: 500, checks: 2 } },
        plan: {
          target: 'shop',
          action: { type: 'RESTART_SERVICE', service: 'shop', manager: 'systemd' },
          verification: { windowSeconds: 180 },
        },
      },
    ]);
  });

  it('has ended only below the second limit', async () => {
    watch({ maxMemoryMb: 500, clearMemoryMb: 400 });
    for (const megabytes of [600, 600, 450, 600, 450, 600]) await check(megabytes);
    expect(parts.detections.map(({ streak }) => streak.length)).toEqual([2, 4]);
    for (const megabytes of [399, 600, 450, 600]) await check(megabytes);
    expect(parts.detections).toHaveLength(2);
  });

  it('reports a leak once it has lasted through the window', async () => {
    watch({ maxGrowthMbPerHour: 30, windowMinutes: 20 });
    for (let minute = 0; minute < 19; minute += 1) await check(100 + minute);
    expect(parts.detections).toEqual([]);
    for (let minute = 19; minute < 21; minute += 1) await check(100 + minute);
    expect(parts.detections).toMatchObject([
      { key: 'resource:growth:shop', title: 'shop leaks more than 30 MiB an hour' },
    ]);
    const { growthMbPerHour } = parts.detections[0]?.evidence.values ?? {};
    expect(Number(growthMbPerHour)).toBeGreaterThan(50);
    expect(Number(growthMbPerHour)).toBeLessThan(70);
  });

  it('begins anew with another run of the service', async () => {
    watch({ maxGrowthMbPerHour: 30, windowMinutes: 20 });
    for (let minute = 0; minute < 60; minute += 1)
      await check(100 + minute, String(Math.floor(minute / 15)));
    expect(parts.detections).toEqual([]);
  });

  it('keeps what it measures, in bytes, and nothing of a service that does not run', async () => {
    watch({});
    await check(100);
    await check(undefined);
    expect(measurements.measurements).toEqual([
      {
        name: 'service-memory:shop',
        at: parts.clock.now() - INTERVAL_MS,
        value: 100 * MIB,
        ok: true,
        message: '',
      },
    ]);
    expect(parts.detections).toEqual([]);
  });

  it('refuses a second limit without a first, and one above it', () => {
    const parse = (limits: object) =>
      serviceMemorySchema.safeParse({ service: 'a', ...limits }).success;
    expect(parse({ clearMemoryMb: 5 })).toBe(false);
    expect(parse({ clearMemoryMb: 5, maxMemoryMb: 4 })).toBe(false);
    expect(parse({ clearMemoryMb: 5, maxMemoryMb: 5 })).toBe(true);
  });
});
