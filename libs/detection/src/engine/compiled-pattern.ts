import { createHash } from 'node:crypto';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { anyOf, type Requirement } from './candidates/requirement.js';
import { LinearRegex } from './linear-regex.js';

/** A pattern made ready to run. */
export interface CompiledPattern {
  readonly config: ResolvedPattern;
  readonly match: readonly LinearRegex[];
  readonly exclude: readonly LinearRegex[];
  /** Empty unless a recovery line ends the streak. */
  readonly recovery: readonly LinearRegex[];
  /** A line without it needs no look; undefined: every line needs one. */
  readonly requirement: Requirement | undefined;
  /** Of everything that a streak depends on; another definition starts anew. */
  readonly fingerprint: string;
}

/** @throws when a regular expression does not compile, which loading the config rules out */
export function compilePattern(config: ResolvedPattern): CompiledPattern {
  const compile = (sources: readonly string[]): LinearRegex[] =>
    sources.map((source) => compileOrThrow(config, source));
  const match = compile(config.match);
  const recovery = compile(typeof config.resetOn === 'object' ? config.resetOn.match : []);
  return {
    config,
    match,
    exclude: compile(config.exclude),
    recovery,
    requirement: anyOf([...match, ...recovery].map((regex) => regex.requirement)),
    fingerprint: fingerprintOf(config),
  };
}

function compileOrThrow({ id, ignoreCase }: ResolvedPattern, source: string): LinearRegex {
  const compilation = LinearRegex.compile(source, ignoreCase);
  if (compilation.ok) return compilation.regex;
  throw new Error(`Pattern ${id}: ${source} cannot run: ${compilation.reason}`);
}

function fingerprintOf(config: ResolvedPattern): string {
  const { sources, match, exclude, ignoreCase, groupBy, withinSeconds, resetOn, maxStreak } =
    config;
  return createHash('sha256')
    .update(
      JSON.stringify({
        sources,
        match,
        exclude,
        ignoreCase,
        groupBy,
        withinSeconds,
        resetOn,
        maxStreak,
      }),
    )
    .digest('hex')
    .slice(0, 16);
}
