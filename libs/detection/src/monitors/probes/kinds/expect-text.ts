import { z } from 'zod';
import { LinearRegex } from '../../../engine/linear-regex.js';

const MOST_PATHS = 50;

/** Text that must be there. */
export const containsSchema = z.string().min(1).max(1_000);

/** A regular expression that must match, of those that run in linear time. */
export const matchesSchema = z
  .string()
  .min(1)
  .max(1_000)
  .superRefine((source, context) => {
    const compilation = LinearRegex.compile(source);
    if (compilation.ok) return;
    const { reason, advice } = compilation;
    const message = `this regular expression cannot run: ${reason}. ${advice}`;
    context.addIssue({ code: 'custom', message });
  });

/** Values by their paths, for instance `checks[0].status`. */
export const jsonSchema = z
  .record(
    z
      .string()
      .regex(/^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/, 'must be a path such as checks[0].status'),
    z.union([z.string(), z.number(), z.boolean(), z.null()]),
  )
  .refine((paths) => Object.keys(paths).length <= MOST_PATHS, 'must not hold more than 50 paths');

export interface TextExpectation {
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
  readonly json?: z.output<typeof jsonSchema> | undefined;
}

/**
 * What is wrong with a text.
 *
 * @param name of the text, for people: "the body"
 * @returns undefined when it is as expected
 */
export function textProblem(
  name: string,
  text: string,
  { contains, matches, json }: TextExpectation,
): string | undefined {
  if (contains !== undefined && !text.includes(contains))
    return `${name} does not contain "${contains}"`;
  if (matches !== undefined && !doesMatch(text, matches))
    return `${name} does not match ${matches}`;
  return json && jsonProblem(name, text, json);
}

function doesMatch(text: string, source: string): boolean {
  const compilation = LinearRegex.compile(source);
  return compilation.ok && compilation.regex.test(text);
}

function jsonProblem(
  name: string,
  text: string,
  expected: NonNullable<TextExpectation['json']>,
): string | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return `${name} is no JSON`;
  }
  for (const [path, value] of Object.entries(expected)) {
    const found = valueAt(root, path);
    if (found !== value)
      return `${path} in ${name} is ${found === undefined ? 'missing' : JSON.stringify(found)}, expected ${JSON.stringify(value)}`;
  }
  return undefined;
}

/** Undefined where there is nothing at the path; only what the text itself holds is found. */
function valueAt(root: unknown, path: string): unknown {
  const steps = path.split(/[.[\]]/).filter((step) => step !== '');
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    root,
  );
}
