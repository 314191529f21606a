import { LinearRegex } from '../engine/linear-regex.js';

/** What a pattern looks for, before it is one. */
export interface Expressions {
  readonly match: readonly string[];
  readonly exclude: readonly string[];
  readonly ignoreCase: boolean;
}

export interface ExpressionTest {
  readonly matches: readonly {
    /** Index into the lines, from 0. */
    readonly line: number;
    readonly captures: Readonly<Record<string, string>>;
  }[];
  /** Why expressions do not compile, and how to write them instead; then nothing matches. */
  readonly problems: readonly string[];
}

/** Tries expressions on lines: any of `match`, none of `exclude`. */
export function testExpressions(
  { match, exclude, ignoreCase }: Expressions,
  lines: readonly string[],
): ExpressionTest {
  const wanted = compileAll(match, ignoreCase);
  const unwanted = compileAll(exclude, ignoreCase);
  const problems = [...wanted.problems, ...unwanted.problems];
  if (problems.length > 0) return { matches: [], problems };
  const matches = lines.flatMap((text, line) => {
    const captures = firstCaptures(wanted.regexes, text);
    const counts = captures !== undefined && !unwanted.regexes.some((regex) => regex.test(text));
    return counts ? [{ line, captures }] : [];
  });
  return { matches, problems };
}

function compileAll(sources: readonly string[], ignoreCase: boolean) {
  const problems: string[] = [];
  const regexes: LinearRegex[] = [];
  for (const source of sources) {
    const compiled = LinearRegex.compile(source, ignoreCase);
    if (compiled.ok) regexes.push(compiled.regex);
    else problems.push(`${source}: ${compiled.reason}. ${compiled.advice}`);
  }
  return { regexes, problems };
}

function firstCaptures(regexes: readonly LinearRegex[], text: string) {
  for (const regex of regexes) {
    const captures = regex.captures(text);
    if (captures !== undefined) return captures;
  }
  return undefined;
}
