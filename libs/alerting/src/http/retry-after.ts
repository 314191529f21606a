/** No server may silence a channel for longer than this at a time. */
const LONGEST_MS = 3_600_000;

/**
 * How long a server wants to be left alone, in milliseconds: Discord's `retry_after` and Telegram's
 * `parameters.retry_after` (seconds) where the body has one, else the header, which holds seconds or
 * a date (RFC 9110, 10.2.3). Undefined where it says nothing.
 */
export function retryAfterMs(headers: Headers, text: string): number | undefined {
  const inBody = /"retry_after":\s{0,5}(\d{1,9}(?:\.\d{1,9})?)/.exec(text)?.[1];
  const header = headers.get('retry-after')?.trim();
  const seconds = Number(inBody ?? (header === '' ? undefined : header) ?? NaN);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : untilDate(header, headers.get('date'));
  return ms === undefined ? undefined : Math.min(Math.ceil(Math.max(ms, 0)), LONGEST_MS);
}

/** By the server's own clock where it tells it. */
function untilDate(header: string | undefined, serverDate: string | null): number | undefined {
  const at = Date.parse(header ?? '');
  const now = Date.parse(serverDate ?? '');
  if (Number.isNaN(at)) return undefined;
  return at - (Number.isNaN(now) ? Date.now() : now);
}

/**
 * How long to wait before the next request by the headers of an answer that went well (Discord's
 * `X-RateLimit-Remaining` and `X-RateLimit-Reset-After`, in seconds): 0 while some are left.
 */
export function rateLimitPauseMs(headers: Headers): number {
  const remaining = headers.get('x-ratelimit-remaining');
  const seconds = Number(headers.get('x-ratelimit-reset-after') ?? NaN);
  if (remaining === null || Number(remaining) > 0 || !Number.isFinite(seconds)) return 0;
  return Math.min(Math.ceil(Math.max(seconds, 0) * 1_000), LONGEST_MS);
}
