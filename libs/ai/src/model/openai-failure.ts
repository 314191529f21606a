import type { ModelAnswer, ModelFailureReason } from './model-client.js';

type ModelFailure = Extract<ModelAnswer, { ok: false }>;

const SHOWN_CHARS = 300;

/** What the client threw, as a typed failure. Reads its fields only: the classes are loaded on first use. */
export function toFailure(error: unknown, ended: AbortSignal): ModelFailure {
  if (ended.aborted) return abortFailure(ended);
  const { status, message } = error as { status?: number; message?: string };
  const detail = (message ?? String(error)).slice(0, SHOWN_CHARS);
  if (status === 401 || status === 403) {
    return failure(
      'auth',
      false,
      `The model refuses the key (${String(status)}). Check OPENAI_API_KEY.`,
    );
  }
  if (status === 429) {
    return failure(
      'rate-limited',
      true,
      `The model has no capacity or budget left (429): ${detail}`,
    );
  }
  if (status !== undefined && status >= 500) {
    return failure('unreachable', true, `The model's server fails (${String(status)}): ${detail}`);
  }
  if (status !== undefined)
    return badAnswer(`The model's server refuses the request (${String(status)}): ${detail}`);
  if (/connection error|fetch failed|ECONN|ENOTFOUND/i.test(detail)) {
    return failure(
      'unreachable',
      true,
      `The model's server cannot be reached: ${detail}. Check OPENAI_BASE_URL.`,
    );
  }
  return badAnswer(`The model's answer cannot be read: ${detail}`);
}

export function refused(text: string): ModelFailure {
  return failure('refused', false, `The model refused: ${text.slice(0, SHOWN_CHARS)}`);
}

export function incomplete(reason: string | undefined): ModelFailure {
  return failure(
    'incomplete',
    true,
    `The model's answer was cut off (${reason ?? 'no reason given'}).`,
  );
}

export function badAnswer(message: string): ModelFailure {
  return failure('bad-answer', false, message);
}

/** A compatible server without this endpoint. A model that does not exist is a 404 too, but says so. */
export function isMissingEndpoint(error: unknown): boolean {
  const { status, code } = error as { status?: number; code?: string | null };
  return status === 404 && code !== 'model_not_found';
}

/** A model that does not take a temperature says so. */
export function isAboutTemperature(error: unknown): boolean {
  const { status, message = '' } = error as { status?: number; message?: string };
  return status === 400 && /temperature/i.test(message);
}

function abortFailure(ended: AbortSignal): ModelFailure {
  const { name } = ended.reason as { readonly name?: string };
  return name === 'TimeoutError'
    ? failure(
        'timeout',
        true,
        'The model did not answer in time. Raise OPENAI_TIMEOUT_MS, or try later.',
      )
    : failure('cancelled', false, 'The request to the model was cancelled.');
}

function failure(reason: ModelFailureReason, retryable: boolean, message: string): ModelFailure {
  return { ok: false, reason, retryable, message };
}
