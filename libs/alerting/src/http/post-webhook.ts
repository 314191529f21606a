import type { DeliveryOutcome } from '../channels/alert-channel.js';
import { httpExchange } from './http-exchange.js';
import { rateLimitPauseMs } from './retry-after.js';

/** Posts a payload whose answer is only whether it was taken. */
export async function postWebhook(
  url: string,
  payload: unknown,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const answer = await httpExchange({ url, body: JSON.stringify(payload), signal });
  return answer.ok ? { ok: true, pauseMs: rateLimitPauseMs(answer.headers) } : answer;
}
