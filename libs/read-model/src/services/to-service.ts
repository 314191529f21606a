import type { LoopView } from '../loops/loop-view.js';
import type { HealSummary } from '../heals/heal-view.js';
import type { ServiceHistory } from './service-reader.js';
import type { ServiceView, StreakView } from './service-view.js';

/** All that is known of one service now. */
export interface ServiceFacts {
  readonly history: ServiceHistory;
  /** Of this service. */
  readonly unfinished: readonly HealSummary[];
  /** Of this service. */
  readonly loops: readonly LoopView[];
  readonly streaks: readonly StreakView[];
  /** Whether somebody looks: without a watchdog, no news is no good news. */
  readonly watched: boolean;
  readonly pausedUntil?: string | undefined;
}

export function toService(facts: ServiceFacts): ServiceView {
  const { history, streaks, pausedUntil } = facts;
  return {
    ...history,
    health: healthOf(facts),
    automation: automationOf(facts),
    pausedUntil,
    streaks,
  };
}

function healthOf({ history, watched }: ServiceFacts): ServiceView['health'] {
  if (history.openIncidents > 0) return 'failing';
  return watched ? 'ok' : 'unknown';
}

/** The one that a person must know of first. */
function automationOf(facts: ServiceFacts): ServiceView['automation'] {
  const { unfinished, loops, pausedUntil } = facts;
  if (loops.some(({ state }) => state === 'open' || state === 'half-open')) return 'loop-open';
  if (pausedUntil !== undefined) return 'paused';
  if (unfinished.some(({ status }) => status === 'awaiting-approval')) return 'awaiting-approval';
  return unfinished.length > 0 ? 'healing' : 'idle';
}
