import type { DeliveryFailure } from '../channels/alert-channel.js';
import { asFailure, failure } from './http-failure.js';

/** No connection was made, so nothing can have arrived. */
/** The guard of `@app/outbound` does not let anybody ask this host. */
const REFUSED = 'OUTBOUND_REFUSED';
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  REFUSED,
]);
const MOST_BYTES = 64 * 1_024;

export interface HttpRequest {
  /** Secret: it is in no message. */
  readonly url: string;
  readonly method?: 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly ok: true;
  readonly headers: Headers;
  /** At most its first 64 KiB. */
  readonly text: string;
}

/**
 * Sends JSON and types what comes back: an answer, or why there is none. Never rejects. How long it
 * may take is up to the signal.
 */
export async function httpExchange(request: HttpRequest): Promise<HttpAnswer | DeliveryFailure> {
  try {
    const response = await fetch(request.url, {
      method: request.method ?? 'POST',
      headers: { 'content-type': 'application/json', ...request.headers },
      body: request.body,
      redirect: 'error',
      signal: request.signal,
    });
    const text = await firstBytes(response);
    return response.ok
      ? { ok: true, headers: response.headers, text }
      : asFailure(response.status, response.headers, text);
  } catch (error) {
    return unanswered(error, request.signal);
  }
}

interface FetchError {
  readonly cause?: { readonly code?: string; readonly message?: string };
}

function unanswered(error: unknown, { aborted, reason }: AbortSignal): DeliveryFailure {
  if (aborted)
    return cutOff(
      'timeout',
      isOverdue(reason) ? 'No answer in time.' : 'The watchdog stopped while sending.',
    );
  const { code = 'network error', message: said = '' } = (error as FetchError).cause ?? {};
  const message = `It cannot be reached (${code === REFUSED ? said : code}).`;
  return NEVER_SENT.has(code) ? failure('unreachable', message) : cutOff('unreachable', message);
}

function isOverdue(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

function cutOff(reason: 'timeout' | 'unreachable', message: string): DeliveryFailure {
  return { ...failure(reason, message), mayHaveArrived: true };
}

/** A server that never stops talking is not listened to for ever. */
async function firstBytes({ body }: Response): Promise<string> {
  if (!body) return '';
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    length += piece.length;
    if (length >= MOST_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_BYTES).toString('utf8');
}
