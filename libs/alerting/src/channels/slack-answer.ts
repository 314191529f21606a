import { z } from 'zod';
import { failure } from '../http/http-failure.js';
import type { DeliveryFailureReason, DeliveryOutcome } from './alert-channel.js';

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
});

const reasons: ReadonlyMap<string, DeliveryFailureReason> = new Map([
  ['ratelimited', 'rate-limited'],
  ['rate_limited', 'rate-limited'],
  ['internal_error', 'server-error'],
  ['fatal_error', 'server-error'],
  ['service_unavailable', 'server-error'],
  ['request_timeout', 'server-error'],
  ['channel_not_found', 'gone'],
  ['is_archived', 'gone'],
  ['account_inactive', 'gone'],
  ['token_revoked', 'gone'],
  ['token_expired', 'gone'],
  ['invalid_auth', 'gone'],
]);

/** Slack's Web API says 200 also when it says no. The thread is `CHANNEL TIMESTAMP`. */
export function readSlackAnswer(text: string): DeliveryOutcome {
  const answer = parse(text);
  if (!answer) return failure('server-error', `Slack's answer is not readable: ${text}`);
  const { ok, error = 'unknown_error', channel, ts } = answer;
  if (!ok) return failure(reasons.get(error) ?? 'rejected', error);
  return channel === undefined || ts === undefined
    ? { ok: true }
    : { ok: true, thread: `${channel} ${ts}` };
}

function parse(text: string): z.output<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
