import { describe, expect, it } from '@jest/globals';
import type { HealPlan } from '@app/contracts';
import fc from 'fast-check';
import { decideHeal, type PolicyFacts } from './heal-policy.js';

const plan: HealPlan = {
  mode: 'auto',
  action: { type: 'RESTART_SERVICE', service: 'api' },
  target: 'api',
  cooldownSeconds: 60,
  verification: { windowSeconds: 30, settleSeconds: 2 },
  loop: { maxHeals: 3, windowSeconds: 600, pauseSeconds: 300, backoffSeconds: 10 },
};
const facts: PolicyFacts = {
  plan,
  step: { action: { type: 'RESTART_SERVICE', service: 'api' }, target: 'api' },
  pause: undefined,
  devMode: false,
  guard: { allowed: true, trial: false },
  targetBusy: false,
  approvalAwaited: false,
  lastHealEndedAt: undefined,
  now: 1_000_000,
};

describe('decideHeal', () => {
  it('heals in auto mode and asks in approve mode', () => {
    expect(decideHeal(facts).kind).toBe('heal');
    expect(decideHeal({ ...facts, plan: { ...plan, mode: 'approve' } }).kind).toBe('ask');
  });

  it.each([
    ['shadow', { plan: { ...plan, mode: 'shadow' as const } }],
    ['dev-mode', { devMode: true }],
    ['paused', { pause: { until: 2_000_000, reason: 'release' } }],
    ['awaiting-approval', { approvalAwaited: true }],
    ['in-progress', { targetBusy: true }],
    ['loop-open', { guard: { allowed: false, reason: 'loop-open', until: 5 } as const }],
    ['backoff', { guard: { allowed: false, reason: 'backoff', until: 5 } as const }],
    ['cooldown', { lastHealEndedAt: 1_000_000 - 59_999 }],
  ])('skips for the reason %s', (reason, change) => {
    expect(decideHeal({ ...facts, ...change })).toMatchObject({ kind: 'skip', reason });
  });

  it('only alerts where there is no action', () => {
    expect(decideHeal({ ...facts, step: undefined })).toMatchObject({
      kind: 'skip',
      reason: 'no-action',
    });
  });

  it('never acts in shadow mode, in dev mode, on a busy target or against the guard, whatever else holds', () => {
    const any = fc.record({
      devMode: fc.boolean(),
      targetBusy: fc.boolean(),
      approvalAwaited: fc.boolean(),
      mode: fc.constantFrom('shadow', 'approve', 'auto' as const),
      allowed: fc.boolean(),
      ended: fc.option(fc.nat({ max: 2_000_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(any, ({ mode, allowed, ended, ...rest }) => {
        const decision = decideHeal({
          ...facts,
          ...rest,
          plan: { ...plan, mode },
          guard: allowed ? { allowed, trial: false } : { allowed, reason: 'loop-open', until: 9 },
          lastHealEndedAt: ended,
        });
        if (decision.kind === 'skip') return;
        expect([rest.devMode, rest.targetBusy, rest.approvalAwaited, allowed]).toEqual([
          false,
          false,
          false,
          true,
        ]);
        expect(mode).toBe(decision.kind === 'ask' ? 'approve' : 'auto');
      }),
    );
  });
});
