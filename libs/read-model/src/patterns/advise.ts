import type { HealMode } from '@app/contracts';
import type { Advice } from './advice.js';
import type { Effectiveness } from './effectiveness.js';

/** With fewer incidents or heals nothing is said yet. */
const ENOUGH = 5;
const MOSTLY_PASSES = 0.8;
const MOSTLY_HELPS = 0.9;
const RARELY_HELPS = 0.5;

/**
 * Which mode of a pattern its own record speaks for: from shadow to approve when trouble does not pass by
 * itself, from approve to auto when its heals help, and back when they don't.
 */
export function advise(mode: HealMode, hasAction: boolean, record: Effectiveness): Advice {
  if (!hasAction) return { verdict: 'keep', mode, reason: 'It has no action; it only alerts.' };
  return mode === 'shadow' ? adviseShadow(record) : adviseByHeals(mode, record);
}

function adviseShadow({ incidents, passed, meanPassedSeconds = 0 }: Effectiveness): Advice {
  const mode = 'shadow';
  const seen = `${String(passed)} of ${String(incidents)} incidents passed by themselves`;
  if (incidents < ENOUGH) {
    const reason = `${String(incidents)} of ${String(ENOUGH)} incidents seen that it takes to judge.`;
    return { verdict: 'wait', mode, reason };
  }
  if (passed / incidents >= MOSTLY_PASSES) {
    const after = `after ${String(Math.round(meanPassedSeconds))} s on average`;
    return {
      verdict: 'keep',
      mode,
      reason: `${seen}, ${after}: a heal would have been for nothing.`,
    };
  }
  return { verdict: 'promote', mode: 'approve', reason: `Only ${seen}.` };
}

function adviseByHeals(
  mode: 'approve' | 'auto',
  { verified, ineffective, failed }: Effectiveness,
): Advice {
  const heals = verified + ineffective + failed;
  if (heals < ENOUGH) {
    const reason = `${String(heals)} of ${String(ENOUGH)} heals done that it takes to judge.`;
    return { verdict: 'wait', mode, reason };
  }
  const reason = `${String(verified)} of ${String(heals)} heals helped.`;
  const share = verified / heals;
  if (share < RARELY_HELPS)
    return { verdict: 'demote', mode: mode === 'auto' ? 'approve' : 'shadow', reason };
  if (mode === 'approve' && share >= MOSTLY_HELPS)
    return { verdict: 'promote', mode: 'auto', reason };
  return { verdict: 'keep', mode, reason };
}
