import type { LoopLimits } from '@app/contracts';

/** What is remembered of one heal (trigger, target, action). Plain data; times in milliseconds. */
export interface LoopGuardState {
  /** `closed`: heals pass. `open`: paused. `trial`: one heal is under way to see. */
  readonly phase: 'closed' | 'open' | 'trial';
  /** When heals were admitted, oldest first, within the longest window. */
  readonly heals: readonly number[];
  /** Ineffective heals in a row. */
  readonly failures: number;
  /** No heal before this; 0 when none is due. */
  readonly notBefore: number;
  /** How often it opened in a row. */
  readonly pauses: number;
  /** Detections that were counted, not healed, while it was open. */
  readonly suppressed: number;
  /** 0 when no heal was ever proven. */
  readonly verifiedAt: number;
}

export type GuardDecision =
  | { readonly allowed: true; readonly trial: boolean }
  | { readonly allowed: false; readonly reason: 'backoff' | 'loop-open'; readonly until: number };

/** A new state, and whether the loop opened or closed by it. */
export interface GuardTransition {
  readonly state: LoopGuardState;
  readonly event: 'opened' | 'closed' | 'none';
}

const DAY_SECONDS = 24 * 3_600;
const LONGEST_PAUSE_MS = DAY_SECONDS * 1_000;

/** So many heals within so much time. */
export interface HealBudget {
  readonly maxHeals: number;
  readonly windowSeconds: number;
}

export const freshGuard: LoopGuardState = {
  phase: 'closed',
  heals: [],
  failures: 0,
  notBefore: 0,
  pauses: 0,
  suppressed: 0,
  verifiedAt: 0,
};

/** Whether a heal may be admitted now; changes nothing. */
export function decide(state: LoopGuardState, limits: LoopLimits, now: number): GuardDecision {
  const { heals, notBefore, phase } = upToDate(state, limits, now);
  const roomAt = whenThereIsRoom(heals, limits);
  const until = Math.max(notBefore, roomAt);
  if (until <= now) return { allowed: true, trial: phase !== 'closed' };
  return {
    allowed: false,
    reason: phase === 'closed' && roomAt <= now ? 'backoff' : 'loop-open',
    until,
  };
}

/** Counts a heal against the budget. Call it, and store the result, before the heal is created. */
export function admit(state: LoopGuardState, limits: LoopLimits, now: number): LoopGuardState {
  const current = upToDate(state, limits, now);
  const trial = current.phase !== 'closed';
  return {
    ...current,
    phase: trial ? 'trial' : 'closed',
    heals: [...current.heals, now],
    // Should the trial's end never be told, another one may follow after a pause: no stuck loop.
    notBefore: trial ? now + pauseMs(current, limits) : current.notBefore,
  };
}

/** The admitted heal was proven. */
export function recordVerified(state: LoopGuardState, now: number): GuardTransition {
  const wasOpen = state.phase !== 'closed';
  return {
    state: { ...state, phase: 'closed', failures: 0, notBefore: 0, suppressed: 0, verifiedAt: now },
    event: wasOpen ? 'closed' : 'none',
  };
}

/** The trouble passed by itself, and no pause holds any more. What was spent of the budget stays spent. */
export function recordHealthy(state: LoopGuardState, now: number): GuardTransition {
  return state.phase === 'closed' || state.notBefore > now
    ? { state, event: 'none' }
    : {
        state: { ...state, phase: 'closed', failures: 0, notBefore: 0, suppressed: 0 },
        event: 'closed',
      };
}

/**
 * The admitted heal failed or did not help.
 *
 * @param random from 0 to 1, spreads the waits of many loops
 */
export function recordIneffective(
  state: LoopGuardState,
  limits: LoopLimits,
  now: number,
  random: number,
): GuardTransition {
  const current = upToDate(state, limits, now);
  const failed = { ...current, failures: current.failures + 1 };
  if (current.phase !== 'closed' || whenThereIsRoom(current.heals, limits) > now) {
    return { state: open(failed, limits, now), event: 'opened' };
  }
  const wait = Math.min(limits.backoffSeconds * 2 ** current.failures, limits.pauseSeconds) * 1_000;
  return { state: { ...failed, notBefore: now + wait * (0.5 + random / 2) }, event: 'none' };
}

/** A trigger came while heals are refused. Opens the loop when its budget was spent on heals that did help, too often. */
export function recordRefused(
  state: LoopGuardState,
  limits: LoopLimits,
  now: number,
  occurrences: number,
): GuardTransition {
  const current = upToDate(state, limits, now);
  const counted = { ...current, suppressed: current.suppressed + occurrences };
  const spent = whenThereIsRoom(current.heals, limits) > now;
  return current.phase === 'closed' && spent
    ? { state: open(counted, limits, now), event: 'opened' }
    : { state: counted, event: 'none' };
}

function open(state: LoopGuardState, limits: LoopLimits, now: number): LoopGuardState {
  return {
    ...state,
    phase: 'open',
    pauses: state.pauses + 1,
    notBefore: now + pauseMs(state, limits),
  };
}

/** Doubles with every time that it opened in a row. */
function pauseMs({ pauses }: LoopGuardState, { pauseSeconds }: LoopLimits): number {
  return Math.min(
    pauseSeconds * 1_000 * 2 ** pauses,
    Math.max(LONGEST_PAUSE_MS, pauseSeconds * 1_000),
  );
}

/** When one more heal stays within every budget; a time that is over when it does so now. */
function whenThereIsRoom(heals: readonly number[], limits: LoopLimits): number {
  return Math.max(...budgetsOf(limits).map((budget) => roomAt(heals, budget)));
}

function roomAt(heals: readonly number[], { maxHeals, windowSeconds }: HealBudget): number {
  const blocking = heals.at(-maxHeals);
  return blocking === undefined ? 0 : blocking + windowSeconds * 1_000;
}

type Budgets = readonly [ofWindow: HealBudget, ...ofDay: HealBudget[]];

function budgetsOf({ maxHeals, windowSeconds, maxHealsPerDay }: LoopLimits): Budgets {
  const ofWindow = { maxHeals, windowSeconds };
  return maxHealsPerDay === undefined
    ? [ofWindow]
    : [ofWindow, { maxHeals: maxHealsPerDay, windowSeconds: DAY_SECONDS }];
}

/** Of the budgets the one that has room last, and how much of it is spent. */
export function tightestBudget(
  { heals }: LoopGuardState,
  limits: LoopLimits,
  now: number,
): HealBudget & { readonly heals: number } {
  const [ofWindow, ofDay] = budgetsOf(limits);
  const budget =
    ofDay && roomAt(heals, ofDay) > Math.max(now, roomAt(heals, ofWindow)) ? ofDay : ofWindow;
  return { ...budget, heals: within(heals, budget.windowSeconds, now).length };
}

/** How many heals were admitted within the window. */
export function healsInWindow(state: LoopGuardState, limits: LoopLimits, now: number): number {
  return within(state.heals, limits.windowSeconds, now).length;
}

function within(heals: readonly number[], seconds: number, now: number): readonly number[] {
  return heals.filter((at) => at + seconds * 1_000 > now);
}

/** Forgets what has left every window, and waits and pauses that went before a healthy stretch of one window. */
function upToDate(state: LoopGuardState, limits: LoopLimits, now: number): LoopGuardState {
  const longest = Math.max(...budgetsOf(limits).map(({ windowSeconds }) => windowSeconds));
  const heals = within(state.heals, longest, now);
  const isCalm = within(heals, limits.windowSeconds, now).length === 0;
  const isHealthy = state.phase === 'closed' && state.verifiedAt > 0 && isCalm;
  return isHealthy ? { ...freshGuard, heals, suppressed: state.suppressed } : { ...state, heals };
}
