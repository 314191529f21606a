import type { EventMap } from '@app/contracts';
import type { Slots } from './slots.js';

const MOST_PROBLEMS = 10;

export function configRejected({ path, problems }: EventMap['config.rejected']): Slots {
  return {
    kind: 'notice',
    severity: 'warning',
    service: 'zion-autoheal',
    headline: 'A changed configuration has problems; the last good one stays in force.',
    whoMustAct: `You: correct ${path}, then: autoheal config validate`,
    symptom: problems.slice(0, MOST_PROBLEMS).join('\n'),
  };
}
