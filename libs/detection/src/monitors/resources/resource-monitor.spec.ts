import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { z } from 'zod';
import { recordedDetections, recordedMeasurements } from '../../../testing/index.js';
import { resolveTrigger } from '../../pattern-config/resolve-trigger.js';
import { builtInDefaults } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { ResourceMonitor } from './resource-monitor.js';
import { resourceRulesSchema } from './resource-rules.schema.js';
import type { ResourceReading } from './resource-sampler.js';
import { SystemResourceSampler } from './system-resource-sampler.js';

const INTERVAL_MS = 30_000;
const settings = {
  thresholdPercent: { cpu: 90, memory: 90 },
  checks: 3,
  intervalMs: INTERVAL_MS,
};
const trigger = (id: string, fields: TriggerFields) =>
  resolveTrigger(id, fields, builtInDefaults, () => 'platform');

describe('ResourceMonitor', () => {
  let parts: ReturnType<typeof recordedDetections>;
  let measurements: ReturnType<typeof recordedMeasurements>;
  let sample: () => Promise<readonly ResourceReading[]>;
  let monitor: ResourceMonitor;

  const rules = (resources: z.input<typeof resourceRulesSchema> = {}) => ({
    resources: resourceRulesSchema.parse(resources),
    trigger,
  });
  const readings = (cpu: number, memory = 10): readonly ResourceReading[] => [
    { name: 'cpu', value: cpu },
    { name: 'memory', value: memory },
  ];
  const check = async (cpu: number, memory?: number, ...more: readonly ResourceReading[]) => {
    sample = () => Promise.resolve([...readings(cpu, memory), ...more]);
    await parts.clock.advance(INTERVAL_MS);
  };

  beforeEach(() => {
    parts = recordedDetections();
    measurements = recordedMeasurements(parts.clock);
    sample = () => Promise.resolve(readings(99));
    monitor = new ResourceMonitor(
      { sample: () => sample() },
      parts.reporter,
      measurements.recorder,
      parts.clock,
      settings,
    );
  });

  it('reports a CPU that is over its threshold for three checks, with what it measured', async () => {
    monitor.apply(rules());
    monitor.start();
    await check(91);
    await check(92);
    expect(parts.detections).toEqual([]);
    await check(97.34);
    expect(parts.detections).toEqual([
      {
        key: 'resource:cpu',
        trigger: { kind: 'resource', id: 'cpu' },
        title: 'CPU over 90%',
        severity: 'error',
        occurrences: 3,
        streak: { length: 3, limit: 2 },
        lastSeenAt: new Date(parts.clock.now()).toISOString(),
        evidence: {
          records: [],
          captures: {},
          values: { cpuPercent: 97.3, thresholdPercent: 90, checks: 3 },
        },
        plan: expect.objectContaining({
          mode: 'shadow',
          target: 'platform',
          action: { type: 'GENERAL_RESTART' },
        }) as unknown,
      },
    ]);
  });

  it('does not count the first sample, which says how busy the machine was since boot', async () => {
    monitor.apply(rules({ cpu: { checks: 1 } }));
    monitor.start();
    await parts.clock.advance(0);
    expect(parts.detections).toEqual([]);
  });

  it('does not count a value at the threshold', async () => {
    monitor.apply(rules({ cpu: { checks: 1 } }));
    monitor.start();
    await check(90);
    expect(parts.detections).toEqual([]);
    await check(90.1);
    expect(parts.detections).toHaveLength(1);
  });

  it('reports again only after as many checks more, and ends below clearPercent', async () => {
    monitor.apply(rules({ memory: { thresholdPercent: 50, clearPercent: 40, checks: 2 } }));
    monitor.start();
    for (const memory of [60, 60, 45, 60, 60]) await check(1, memory);
    expect(parts.detections.map(({ streak }) => streak.length)).toEqual([2, 4]);
    for (const memory of [39, 60, 45, 60]) await check(1, memory);
    expect(parts.detections).toHaveLength(2);
  });

  it('asks for a quiet time long enough that the trigger could fire in it', async () => {
    monitor.apply(
      rules({ cpu: { checks: 3 }, memory: { checks: 1, verification: { windowSeconds: 500 } } }),
    );
    monitor.start();
    for (let round = 0; round < 3; round += 1) await check(99, 99);
    const windows = new Map(
      parts.detections.map(({ key, plan }) => [key, plan.verification.windowSeconds]),
    );
    expect(windows).toEqual(
      new Map([
        ['resource:memory', 500],
        ['resource:cpu', 120],
      ]),
    );
  });

  it('takes what the rule says over the defaults', async () => {
    const action = { type: 'RESTART_SERVICE', service: 'api' };
    monitor.apply(rules({ cpu: { checks: 1, mode: 'auto', title: 'api is hot', action } }));
    monitor.start();
    await check(95);
    expect(parts.detections).toMatchObject([
      { title: 'api is hot', plan: { mode: 'auto', action } },
    ]);
  });

  it('uses new rules from the next check on', async () => {
    monitor.apply(rules());
    monitor.start();
    await check(70);
    monitor.apply(rules({ cpu: { thresholdPercent: 60, checks: 1 } }));
    await check(70);
    expect(parts.detections).toHaveLength(1);
  });

  it('counts a check that cannot measure neither way, and says so once', async () => {
    const warnings: string[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: ({ msg }: { msg: string }) => void warnings.push(msg),
    });
    monitor.apply(rules());
    monitor.start();
    await check(95);
    await check(95);
    sample = () => Promise.reject(new Error('no /proc'));
    await parts.clock.advance(2 * INTERVAL_MS);
    Logger.overrideLogger(['log', 'warn', 'error']);
    expect(warnings).toHaveLength(1);
    await check(95);
    expect(parts.detections).toHaveLength(1);
  });

  it('reports nothing once it is stopped', async () => {
    monitor.apply(rules({ cpu: { checks: 1 } }));
    monitor.start();
    await monitor.stop();
    await check(99);
    expect(parts.detections).toEqual([]);
  });

  it('never runs two checks at a time', async () => {
    let running = 0;
    let release: () => void = () => undefined;
    sample = () => {
      running += 1;
      return new Promise((resolve) => {
        release = () => {
          resolve(readings(1));
        };
      });
    };
    monitor.apply(rules());
    monitor.start();
    await parts.clock.advance(5 * INTERVAL_MS);
    expect(running).toBe(1);
    release();
    await parts.clock.advance(INTERVAL_MS);
    expect(running).toBe(2);
    release();
  });
});

describe('ResourceMonitor of what is watched where it is named', () => {
  let parts: ReturnType<typeof recordedDetections>;
  let measurements: ReturnType<typeof recordedMeasurements>;
  let asked: readonly string[];

  async function run(resources: z.input<typeof resourceRulesSchema>, ...more: ResourceReading[]) {
    parts = recordedDetections();
    measurements = recordedMeasurements(parts.clock);
    const sampler = {
      sample: (paths: readonly string[]) => {
        asked = paths;
        return Promise.resolve(more);
      },
    };
    const own = { ...settings, checks: 1 };
    const { recorder } = measurements;
    const monitor = new ResourceMonitor(sampler, parts.reporter, recorder, parts.clock, own);
    monitor.apply({ resources: resourceRulesSchema.parse(resources), trigger });
    monitor.start();
    await parts.clock.advance(INTERVAL_MS);
    return parts.detections;
  }

  it('reports each disk for itself, and heals none without an action', async () => {
    const full: ResourceReading = { name: 'disk', subject: '/var', value: 95.24 };
    const root: ResourceReading = { name: 'disk', subject: '/', value: 20 };
    const detections = await run({ disk: { paths: ['/', '/var'] } }, full, root);
    expect(asked).toEqual(['/', '/var']);
    expect(detections).toMatchObject([
      {
        key: 'resource:disk:/var',
        trigger: { id: 'disk' },
        title: 'disk over 90%: /var',
        evidence: { values: { diskPercent: 95.2, thresholdPercent: 90, path: '/var' } },
      },
    ]);
    expect(detections[0]?.plan).not.toHaveProperty('action');
    expect(measurements.measurements.map(({ name, value }) => [name, value])).toEqual([
      ['disk:/var', 95.24],
      ['disk:/', 20],
    ]);
  });

  it('knows the delay of the event loop in milliseconds', async () => {
    const slow: ResourceReading = { name: 'eventLoop', value: 801 };
    expect(await run({ eventLoop: { thresholdMs: 800 } }, slow)).toMatchObject([
      {
        key: 'resource:event-loop',
        title: 'event loop delay over 800 ms',
        evidence: { values: { eventLoopMs: 801, thresholdMs: 800 } },
      },
    ]);
  });

  it('leaves alone what is not named', async () => {
    const all: ResourceReading[] = [
      { name: 'swap', value: 100 },
      { name: 'disk', subject: '/', value: 100 },
      { name: 'load', value: 10_000 },
      { name: 'eventLoop', value: 10_000 },
    ];
    expect(await run({}, ...all)).toEqual([]);
    expect(await run({ swap: {}, load: {} }, ...all)).toMatchObject([
      { title: 'swap over 80%' },
      { title: 'load over 300%' },
    ]);
  });
});

describe('SystemResourceSampler', () => {
  it('measures this machine', async () => {
    const sampler = new SystemResourceSampler();
    await sampler.sample([]);
    const readings = await sampler.sample(['/', '/tmp']);
    const names = readings.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['cpu', 'memory', 'disk', 'load', 'eventLoop']));
    for (const { value } of readings) expect(value).toBeGreaterThanOrEqual(0);
    for (const name of ['cpu', 'memory', 'disk'])
      expect(readings.find((reading) => reading.name === name)?.value).toBeLessThanOrEqual(100);
    expect(readings.filter(({ name }) => name === 'disk')).toHaveLength(2);
  });

  it('measures the rest where a disk is not there', async () => {
    const readings = await new SystemResourceSampler().sample(['/no/such/path', '/']);
    expect(readings.filter(({ name }) => name === 'disk')).toMatchObject([{ subject: '/' }]);
    expect(readings.map(({ name }) => name)).toContain('memory');
  });
});
