import type { HealPlan } from '@app/contracts';

/** What they do needs the file that an error names, and takes far longer than a trace takes to be written. */
const NEED_TRACE = ['CODEX_FIX_FILE', 'GENERAL_RESTART'];

/**
 * Whether what comes of a detection is better a moment late and told whole: a person or a model reads the stack
 * trace. The restart of a service is not made to wait for it.
 */
export function readsTrace({ mode, action }: HealPlan): boolean {
  return mode !== 'auto' || action === undefined || NEED_TRACE.includes(action.type);
}
