import type { ProbeFailure } from './probe-result.js';

const REASONS: readonly (readonly [RegExp, ProbeFailure])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:ENOTFOUND|EAI_)/, 'dns'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/CERT|TLS|SSL|SELF_SIGNED|EPROTO|UNABLE_TO_/, 'tls'],
];

/** What a thrown network error means. */
export function networkFailure(error: unknown): { reason: ProbeFailure; detail: string } {
  const code = textOf(error, 'code');
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'network';
  // Where several addresses were tried, Node says nothing but the code.
  return { reason, detail: textOf(error, 'message') || code || String(error) };
}

function textOf(error: unknown, member: 'code' | 'message'): string {
  const text = (error as Partial<Record<typeof member, unknown>> | undefined)?.[member];
  return typeof text === 'string' ? text : '';
}
