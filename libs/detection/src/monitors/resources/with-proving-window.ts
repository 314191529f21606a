import type { ResolvedTrigger } from '../../pattern-config/resolved-trigger.js';

/**
 * Silence proves a heal only if the trigger could have fired in it, which takes as many checks as the rule
 * asks for: the window is at least that long.
 */
export function withProvingWindow(
  trigger: ResolvedTrigger,
  checks: number,
  intervalMs: number,
): ResolvedTrigger {
  const { verification } = trigger.plan;
  const shortest = ((checks + 1) * intervalMs) / 1_000;
  const windowSeconds = Math.max(verification.windowSeconds, shortest);
  return {
    ...trigger,
    plan: { ...trigger.plan, verification: { ...verification, windowSeconds } },
  };
}
