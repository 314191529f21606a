import { describe, expect, it } from '@jest/globals';
import type { LoopLimits } from '@app/contracts';
import fc from 'fast-check';
import {
  admit,
  decide,
  freshGuard,
  type LoopGuardState,
  recordIneffective,
  recordRefused,
  recordVerified,
  tightestBudget,
} from './loop-guard.js';

const limits: LoopLimits = {
  maxHeals: 3,
  windowSeconds: 600,
  pauseSeconds: 300,
  backoffSeconds: 10,
};
const SECOND = 1_000;
const DAY_SECONDS = 86_400;

describe('the loop guard', () => {
  it('waits longer after each heal that did not help', () => {
    let state = admit(freshGuard, limits, 0);
    state = recordIneffective(state, limits, 0, 1).state;
    expect(decide(state, limits, 9 * SECOND)).toEqual({
      allowed: false,
      reason: 'backoff',
      until: 10 * SECOND,
    });
    state = admit(state, limits, 10 * SECOND);
    state = recordIneffective(state, limits, 10 * SECOND, 1).state;
    expect(decide(state, limits, 29 * SECOND)).toMatchObject({
      allowed: false,
      until: 30 * SECOND,
    });
  });

  it('opens when the budget is spent on heals that did not help, and then allows one trial', () => {
    const opened = spend(limits);
    expect(opened.event).toBe('opened');
    expect(decide(opened.state, limits, 100 * SECOND)).toMatchObject({
      allowed: false,
      reason: 'loop-open',
    });
    const trialAt = 700 * SECOND;
    expect(decide(opened.state, limits, trialAt)).toEqual({ allowed: true, trial: true });
    const onTrial = admit(opened.state, limits, trialAt);
    expect(decide(onTrial, limits, trialAt + SECOND)).toMatchObject({ allowed: false });
  });

  it('closes when the trial is proven, and opens for longer when it is not', () => {
    const onTrial = admit(spend(limits).state, limits, 700 * SECOND);
    expect(recordVerified(onTrial, 701 * SECOND)).toMatchObject({
      event: 'closed',
      state: { phase: 'closed' },
    });
    const again = recordIneffective(onTrial, limits, 701 * SECOND, 0);
    expect(again.event).toBe('opened');
    expect(again.state.notBefore - 701 * SECOND).toBe(2 * limits.pauseSeconds * SECOND);
  });

  it('opens when heals help but are needed too often', () => {
    let state: LoopGuardState = freshGuard;
    for (const at of [0, 10, 20]) {
      state = recordVerified(admit(state, limits, at * SECOND), (at + 1) * SECOND).state;
    }
    expect(recordRefused(state, limits, 30 * SECOND, 1).event).toBe('opened');
  });

  it('stops a loop that is too slow for its window: one heal every 40 minutes, each proven, all day long', () => {
    const slow = { ...limits, maxHealsPerDay: 12 };
    const heals: number[] = [];
    let state: LoopGuardState = freshGuard;
    let opened = 0;
    for (let at = 0; at < DAY_SECONDS * SECOND; at += 2_400 * SECOND) {
      if (decide(state, slow, at).allowed) {
        heals.push(at);
        state = recordVerified(admit(state, slow, at), at + 60 * SECOND).state;
      } else {
        const refused = recordRefused(state, slow, at, 1);
        ({ state } = refused);
        if (refused.event === 'opened') opened += 1;
      }
    }
    expect(heals).toHaveLength(12);
    expect(opened).toBe(1);
    expect(tightestBudget(state, slow, 86_000 * SECOND)).toEqual({
      heals: 12,
      maxHeals: 12,
      windowSeconds: DAY_SECONDS,
    });
    expect(decide(state, slow, 86_000 * SECOND)).toMatchObject({ until: DAY_SECONDS * SECOND });
  });

  it('forgets everything after a healthy stretch', () => {
    const healed = recordVerified(
      admit(spend(limits).state, limits, 700 * SECOND),
      701 * SECOND,
    ).state;
    const later = admit(healed, limits, 2_000 * SECOND);
    expect(later).toMatchObject({ pauses: 0, failures: 0, heals: [2_000 * SECOND] });
  });

  const step = fc.record({
    waitSeconds: fc.oneof(fc.nat({ max: 400 }), fc.nat({ max: 20_000 })),
    outcome: fc.constantFrom('verified', 'ineffective', 'lost' as const),
    restart: fc.boolean(),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const anyLimits = fc.record({
    maxHeals: fc.integer({ min: 1, max: 4 }),
    windowSeconds: fc.integer({ min: 1, max: 2_000 }),
    pauseSeconds: fc.integer({ min: 1, max: 2_000 }),
    backoffSeconds: fc.nat({ max: 100 }),
    maxHealsPerDay: fc.integer({ min: 1, max: 12 }),
  });

  it('never admits more heals than the budget within any window, through every outcome and restart', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(step, { maxLength: 80 }), (some, steps) => {
        const admitted: number[] = [];
        let state: LoopGuardState = freshGuard;
        let now = 0;
        for (const { waitSeconds, outcome, restart, random } of steps) {
          now += waitSeconds * SECOND;
          if (restart) state = JSON.parse(JSON.stringify(state)) as LoopGuardState;
          if (!decide(state, some, now).allowed) {
            state = recordRefused(state, some, now, 1).state;
            continue;
          }
          state = admit(state, some, now);
          admitted.push(now);
          if (outcome === 'verified') state = recordVerified(state, now).state;
          if (outcome === 'ineffective') state = recordIneffective(state, some, now, random).state;
        }
        const most = (seconds: number): number =>
          Math.max(
            0,
            ...admitted.map(
              (from) => admitted.filter((at) => at >= from && at < from + seconds * SECOND).length,
            ),
          );
        expect(most(some.windowSeconds)).toBeLessThanOrEqual(some.maxHeals);
        expect(most(DAY_SECONDS)).toBeLessThanOrEqual(some.maxHealsPerDay);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never stays shut for ever: at the time that it names, a heal is allowed', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(step, { maxLength: 40 }), (some, steps) => {
        let state: LoopGuardState = freshGuard;
        let now = 0;
        for (const { waitSeconds, outcome, random } of steps) {
          now += waitSeconds * SECOND;
          const decision = decide(state, some, now);
          if (!decision.allowed) {
            expect(decide(state, some, decision.until).allowed).toBe(true);
            continue;
          }
          state = admit(state, some, now);
          if (outcome === 'verified') state = recordVerified(state, now).state;
          if (outcome === 'ineffective') state = recordIneffective(state, some, now, random).state;
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

/** Three heals that did not help, ten seconds apart and more. */
function spend(some: LoopLimits) {
  let last = { state: freshGuard, event: 'none' as string };
  for (const at of [0, 20, 60]) {
    last = recordIneffective(admit(last.state, some, at * SECOND), some, at * SECOND, 0);
  }
  return last;
}
