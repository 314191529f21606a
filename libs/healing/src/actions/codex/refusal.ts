import type { HealFailureReason } from '@app/contracts';
import type { HealFailure } from '../heal-action.js';
import { failure } from '../outcome.js';
import { problemDetail } from './codex-job.js';

interface Meaning {
  readonly reason: HealFailureReason;
  /** What to do, where the API itself does not say it. */
  readonly nextStep: string;
}

const meanings: Readonly<Record<number, Meaning>> = {
  401: { reason: 'refused', nextStep: 'Set the same API_KEY for the watchdog and the API.' },
  403: { reason: 'refused', nextStep: 'Give the key of the watchdog the right to ask for fixes.' },
  404: { reason: 'unreachable', nextStep: 'Correct CODEX_TRIGGER_URL or CODEX_API_URL.' },
  413: { reason: 'invalid-parameters', nextStep: "Raise the API's body limit." },
  422: { reason: 'invalid-parameters', nextStep: 'Check filePath and AUTOHEAL_PROJECT_ROOT.' },
  429: { reason: 'unreachable', nextStep: 'It is asked too often; the next heal asks again.' },
  503: {
    reason: 'unreachable',
    nextStep: 'Set OPENAI_API_KEY or CODEX_TEMPLATE_REPAIR=on for the API.',
  },
};

/** What an answer other than success means, and what to do about it. */
export function refusal(status: number, body: string): HealFailure {
  const { reason, nextStep } = meanings[status] ?? otherMeaning(status);
  // What the API says of keys is meant for who writes requests; here the operator reads it.
  const advice = status === 401 ? nextStep : problemDetail(body) || nextStep;
  return failure(reason, `The code fix API answered ${String(status)}. ${advice}`);
}

function otherMeaning(status: number): Meaning {
  if (status >= 500) return { reason: 'unreachable', nextStep: "See the API's log." };
  if (status >= 400) return { reason: 'invalid-parameters', nextStep: "See the API's log." };
  return {
    reason: 'refused',
    nextStep: 'Redirects are not followed: set CODEX_TRIGGER_URL to the final address.',
  };
}
