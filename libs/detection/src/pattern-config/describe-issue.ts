import type { z } from 'zod';
import type { DocumentPath } from './config-problem.js';
import { didYouMean } from './did-you-mean.js';
import { keysOf, step } from './schema-walk.js';

/** What an issue of the schema says, and where. */
export interface IssueDescription {
  readonly path: DocumentPath;
  /** Set where the problem is a key of the object at `path`. */
  readonly key?: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

const LONGEST_SHOWN_VALUE = 80;
const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** Puts an issue into words: the value, the rule, and what was probably meant. */
export function describeIssue(
  issue: Issue,
  schema: z.core.$ZodType,
  document: unknown,
): IssueDescription[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path, document);
    return issue.keys.map((key) => ({ path, key, message: unknownKey(key, known) }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && !isOurs(issue)) {
    return closest(issue.errors).flatMap((inner) =>
      describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema, document),
    );
  }
  const value = path.reduce<unknown>(member, document);
  const rule = ruleOf(issue, value);
  return [
    { path, message: value === undefined ? `is missing; it ${rule}` : `${show(value)} ${rule}` },
  ];
}

function ruleOf(issue: Issue, value: unknown): string {
  if (isOurs(issue)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${amount(issue.origin, 'at least', String(issue.minimum))}`;
    case 'too_big':
      return `must ${amount(issue.origin, 'at most', String(issue.maximum))}`;
    case 'invalid_value':
      return oneOf(issue.values.map(String), value);
    case 'invalid_union':
      return oneOf(optionsOf(issue), value);
    case 'invalid_format':
      return `must be a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

function amount(origin: string, bound: string, limit: string): string {
  if (origin === 'string') return `have ${bound} ${limit} character${limit === '1' ? '' : 's'}`;
  if (origin === 'array') return `have ${bound} ${limit} ${limit === '1' ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

function oneOf(words: readonly string[], value: unknown): string {
  const rule = words.length === 1 ? words[0] : `one of ${words.join(', ')}`;
  return `must be ${rule ?? ''}${typeof value === 'string' ? didYouMean(value, words) : ''}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const hint = didYouMean(key, known);
  const allowed = known.length === 0 ? '' : `; the keys here are ${known.join(', ')}`;
  return `there is no such key${hint === '' ? allowed : hint}`;
}

function knownKeys(schema: z.core.$ZodType, path: DocumentPath, document: unknown): string[] {
  let schemas = [schema];
  let value = document;
  for (const key of path) {
    const parent = value;
    schemas = schemas.flatMap((parentSchema) => step(parentSchema, key, parent));
    value = member(value, key);
  }
  return [...new Set(schemas.flatMap((found) => keysOf(found, value)))];
}

/** Of a union's failures, those of the alternative that was most probably meant. */
function closest(errors: readonly (readonly Issue[])[]): readonly Issue[] {
  const [best = []] = errors.toSorted(
    (a, b) => mistakenType(a) - mistakenType(b) || a.length - b.length,
  );
  return best;
}

function mistakenType(issues: readonly Issue[]): number {
  return issues.some(({ path }) => path.length === 0 || path[0] === 'type') ? 1 : 0;
}

function optionsOf(issue: Issue): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/** Whether the schema brings its own words; the library's begin with one of these. */
function isOurs({ code, message }: Issue): boolean {
  return code === 'custom' || !/^(Invalid|Too|Unrecognized)\b/.test(message);
}

function member(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST_SHOWN_VALUE ? text : `${text.slice(0, LONGEST_SHOWN_VALUE)}…`;
}
