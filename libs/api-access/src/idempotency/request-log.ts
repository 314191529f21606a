export const REQUEST_LOG = Symbol('RequestLog');

/** What a request with an Idempotency-Key is known by. */
export interface RequestIdentity {
  /** Hash of the caller, the route and the key. */
  readonly id: string;
  /** Hash of the body: the same key for something else is a mistake of the caller. */
  readonly fingerprint: string;
}

/** An answer as it was sent. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

export type Admission =
  | { readonly outcome: 'first' }
  /** Its answer is not there yet, or was lost when the API died in the middle of it. */
  | { readonly outcome: 'unanswered' }
  | { readonly outcome: 'answered'; readonly answer: StoredAnswer }
  | { readonly outcome: 'another-request' };

/** Remembers requests by their Idempotency-Key for a day, so that none is acted on twice. */
export interface RequestLog {
  /** Of several at the same time, one is the first. */
  admit(request: RequestIdentity): Promise<Admission>;
  answer(id: string, answer: StoredAnswer): Promise<void>;
  /** Nothing was done: the same request may come again. */
  forget(id: string): Promise<void>;
}
