import type { DeliveryFailure, DeliveryFailureReason } from '../channels/alert-channel.js';
import { cleanText, shorten } from '../text/clean-text.js';
import { retryAfterMs } from './retry-after.js';

const SHOWN_CHARS = 300;

const passing: ReadonlySet<DeliveryFailureReason> = new Set([
  'unreachable',
  'timeout',
  'rate-limited',
  'server-error',
]);

/** A failure, which may be tried again when its reason passes. */
export function failure(reason: DeliveryFailureReason, message: string): DeliveryFailure {
  return {
    ok: false,
    reason,
    retryable: passing.has(reason),
    message: shorten(cleanText(message), SHOWN_CHARS),
  };
}

/** What a status other than success means for a webhook. */
export function asFailure(status: number, headers: Headers, text: string): DeliveryFailure {
  const failed = failure(reasonOf(status), `HTTP ${String(status)}: ${text}`);
  const wait = failed.retryable ? retryAfterMs(headers, text) : undefined;
  return wait === undefined ? failed : { ...failed, retryAfterMs: wait };
}

function reasonOf(status: number): DeliveryFailureReason {
  if (status === 429) return 'rate-limited';
  if (status === 404 || status === 410) return 'gone';
  if (status === 408) return 'timeout';
  return status >= 500 ? 'server-error' : 'rejected';
}
