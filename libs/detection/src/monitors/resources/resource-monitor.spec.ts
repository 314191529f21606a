import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { recordedDetections } from '../../../testing/index.js';
import { resolveTrigger } from '../../pattern-config/resolve-trigger.js';
import { builtInDefaults } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { ResourceMonitor } from './resource-monitor.js';
import { type ResourceRules, resourceRulesSchema } from './resource-rules.schema.js';
import type { ResourceSample } from './resource-sampler.js';
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
  let sample: () => Promise<ResourceSample>;
  let monitor: ResourceMonitor;

  const rules = (resources: ResourceRules = {}) => ({
    resources: resourceRulesSchema.parse(resources),
    trigger,
  });
  const check = async (cpu: number, memory = 10) => {
    sample = () => Promise.resolve({ cpu, memory });
    await parts.clock.advance(INTERVAL_MS);
  };

  beforeEach(() => {
    parts = recordedDetections();
    sample = () => Promise.resolve({ cpu: 99, memory: 10 });
    monitor = new ResourceMonitor(
      { sample: () => sample() },
      parts.reporter,
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
          resolve({ cpu: 1, memory: 1 });
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

describe('SystemResourceSampler', () => {
  it('measures this machine', async () => {
    const { cpu, memory } = await new SystemResourceSampler().sample();
    for (const percent of [cpu, memory]) {
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
    }
    expect(memory).toBeGreaterThan(0);
  });
});
