import { z } from 'zod';

/** Environment variables are text; these turn them into what they stand for, with errors that say the rule. */

export function integer(range: {
  readonly min: number;
  readonly max: number;
}): z.ZodType<number, string> {
  const rule = `must be a whole number from ${String(range.min)} to ${String(range.max)}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, rule)
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, rule);
}

const TRUE = new Set(['1', 'true', 'yes', 'on']);
const FALSE = new Set(['0', 'false', 'no', 'off']);

export function flag(): z.ZodType<boolean, string> {
  return z
    .string()
    .toLowerCase()
    .refine((value) => TRUE.has(value) || FALSE.has(value), 'must be true or false')
    .transform((value) => TRUE.has(value));
}

export function httpUrl(): z.ZodType<string, string> {
  return z.string().refine((value) => {
    const url = URL.parse(value);
    return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
  }, 'must be an http or https URL');
}

/** Comma-separated words; spaces around them don't count. */
export function list(): z.ZodType<readonly string[], string> {
  return z.string().transform((value) =>
    value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
}
