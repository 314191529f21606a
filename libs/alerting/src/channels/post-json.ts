import type { DeliveryOutcome } from './alert-channel.js';

const TIME_LIMIT_MS = 10_000;
const SHOWN_CHARS = 300;

/** Posts a payload to a webhook and types what comes back. The address is a secret: it is in no message. */
export async function postJson(
  url: string,
  payload: unknown,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.any([signal, limit]),
    });
    const text = (await response.text()).slice(0, SHOWN_CHARS);
    return response.ok ? { ok: true } : refusal(response, text);
  } catch (error) {
    if (limit.aborted)
      return failure('timeout', true, `No answer within ${String(TIME_LIMIT_MS / 1_000)} s.`);
    const { cause } = error as { cause?: { code?: string } };
    return failure(
      'unreachable',
      true,
      `The webhook cannot be reached (${cause?.code ?? String(error)}).`,
    );
  }
}

function refusal({ status, headers }: Response, text: string): DeliveryOutcome {
  const message = `HTTP ${String(status)}: ${text}`;
  if (status === 429) {
    const retryAfterMs = retryAfter(headers, text);
    return {
      ...failure('rate-limited', true, message),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  if (status === 404 || status === 410) return failure('gone', false, message);
  return status >= 500
    ? failure('server-error', true, message)
    : failure('rejected', false, message);
}

/** Seconds in the header; Discord says it more exactly in the body. */
function retryAfter(headers: Headers, text: string): number | undefined {
  const inBody = /"retry_after":\s*([\d.]+)/.exec(text)?.[1];
  const seconds = Number(inBody ?? headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : undefined;
}

function failure(
  reason: Exclude<Extract<DeliveryOutcome, { ok: false }>['reason'], undefined>,
  retryable: boolean,
  message: string,
): Extract<DeliveryOutcome, { ok: false }> {
  return { ok: false, reason, retryable, message };
}
