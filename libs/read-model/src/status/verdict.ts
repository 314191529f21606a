import { count } from '../story/duration-text.js';
import { needsYou, type StatusFacts } from './needs-you.js';
import type { NeedsYou, Verdict } from './status-view.js';

/** Is anything broken, is it being healed, must a person act: in one sentence. */
export function verdictOf(
  facts: StatusFacts,
  needs: readonly NeedsYou[] = needsYou(facts),
): Verdict {
  const [first] = needs;
  if (facts.liveness === 'silent')
    return { level: 'critical', sentence: 'The watchdog does not answer: nothing is healed.' };
  if (first?.kind === 'loop')
    return { level: 'critical', sentence: `Automation stopped. ${first.title}.` };
  if (first) return { level: 'attention', sentence: attention(first, needs.length) };
  const healing = [...new Set(facts.unfinished.map(({ summary }) => summary.service))];
  if (healing.length > 0)
    return { level: 'healing', sentence: `Being healed: ${healing.join(', ')}. No action needed.` };
  return { level: 'ok', sentence: 'All is well.' };
}

function attention(first: NeedsYou, all: number): string {
  return all === 1 ? `${first.title}.` : `${count(all, 'thing')} need you, first: ${first.title}.`;
}
