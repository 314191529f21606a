import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { LoopLimits } from '@app/contracts';
import fc from 'fast-check';
import { HealingCore } from '../testing/healing-core.js';
import { done, failure } from './actions/outcome.js';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const TRACES = 10_000;

const limits: LoopLimits & { readonly maxHealsPerDay: number } = {
  maxHeals: 2,
  windowSeconds: 60,
  maxHealsPerDay: 3,
  pauseSeconds: 120,
  backoffSeconds: 5,
};
const escalation = [{ action: { type: 'GENERAL_RESTART' }, target: 'platform' }];

const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('trouble'), of: fc.nat({ max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait'), of: fc.nat({ max: 900 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sweep'), of: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('outcome'), of: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('death'), of: fc.nat({ max: 25 }) }) },
);

describe('whatever happens, and wherever the process dies', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(true);
  });

  it('no budget is exceeded, no heal runs twice, nothing is left half done, and no pause is for ever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (trace) => {
        const core = await new HealingCore().start();
        for (const { kind, of } of trace) await happen(core, kind, of);
        expectBudgetsKept(core);
        expectNothingTwice(core);
        await expectAllWellInTheEnd(core);
      }),
      { numRuns: TRACES },
    );
  }, 300_000);
});

async function happen(core: HealingCore, kind: string, of: number): Promise<void> {
  switch (kind) {
    case 'trouble':
      return core.detect(...trouble(of));
    case 'wait':
      return core.clock.advance(of * SECOND);
    case 'sweep':
      return core.sweep();
    case 'outcome':
      core.act = () =>
        of === 0 ? done('done') : failure(of === 1 ? 'exit-code' : 'not-found', 'no');
      return undefined;
    default:
      core.dieAfter(of);
      await core.detect(...trouble(of % 3));
      await core.clock.advance(5 * SECOND);
      return core.restart();
  }
}

function trouble(of: number): Parameters<HealingCore['detect']> {
  const target = of === 2 ? 'web' : 'api';
  return [{ target, escalation, loop: limits, cooldownSeconds: 3 }, { key: `key-${String(of)}` }];
}

function expectBudgetsKept({ acts }: HealingCore): void {
  for (const { heal, at } of acts) {
    const since = acts.filter(
      (other) =>
        other.heal.key === heal.key &&
        other.heal.action.type === heal.action.type &&
        other.at >= at,
    );
    const inWindow = since.filter((other) => other.at < at + limits.windowSeconds * SECOND);
    const inDay = since.filter((other) => other.at < at + DAY);
    expect(inWindow.length).toBeLessThanOrEqual(limits.maxHeals);
    expect(inDay.length).toBeLessThanOrEqual(limits.maxHealsPerDay);
  }
}

function expectNothingTwice({ acts }: HealingCore): void {
  const ids = acts.map(({ heal }) => heal.id);
  expect(ids).toHaveLength(new Set(ids).size);
}

/** Everything ends; and after the longest pause, trouble is healed again. */
async function expectAllWellInTheEnd(core: HealingCore): Promise<void> {
  core.act = () => done('done');
  await core.restart();
  await core.clock.advance(10 * SECOND);
  const open = [...core.heals.all.values()].filter(({ status }) =>
    ['requested', 'running', 'verifying'].includes(status),
  );
  expect(open).toEqual([]);
  await core.clock.advance(DAY);
  const before = core.acts.length;
  await core.detect(...trouble(0));
  expect(core.acts.length).toBe(before + 1);
}
