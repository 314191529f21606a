import { alertKinds, type AlertMessage, severities } from '@app/contracts';
import { z } from 'zod';

const names = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((value) => [value].flat());

/** An alert fits when each matcher that is given holds one of its values; `*` stands for any text. */
export const matchersSchema = z.strictObject({
  service: names.optional().describe('Names, or with `*`, for instance `api-*`'),
  pattern: names.optional().describe('Ids of patterns, resource rules or probes'),
  severity: z.array(z.enum(severities)).min(1).optional(),
  kind: z.array(z.enum(alertKinds)).min(1).optional(),
});

export type AlertMatchers = z.output<typeof matchersSchema>;

/** Without any matcher: every alert. */
export function fits(
  { service, pattern, severity, kind }: AlertMatchers,
  message: Pick<AlertMessage, 'service' | 'pattern' | 'severity' | 'kind'>,
): boolean {
  return (
    (service?.some((name) => isLike(name, message.service)) ?? true) &&
    (pattern?.some((name) => isLike(name, message.pattern ?? '')) ?? true) &&
    (severity?.includes(message.severity) ?? true) &&
    (kind?.includes(message.kind) ?? true)
  );
}

/** In linear time per piece: the pieces between the stars follow one another. */
export function isLike(name: string, text: string): boolean {
  const pieces = name.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === name;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
