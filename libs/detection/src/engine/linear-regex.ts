import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { adviceFor } from './regex-advice.js';
import {
  certainTexts,
  inAnyCase,
  type Requirement,
  requirementOf,
} from './candidates/requirement.js';

/** Instructions of a compiled pattern: bounds the work per character when it comes to the worst. */
const LARGEST_PROGRAM = 2_000;
const ANY_CASE = '(?i)';
/** ASCII letters, digits and signs that mean themselves. */
const PLAIN_TEXT = /^[\w !"#%&',/:;<=>@`~-]+$/;

export type RegexCompilation =
  | { readonly ok: true; readonly regex: LinearRegex }
  /** `reason` names the part that is wrong; `advice` says how to write it instead. */
  | { readonly ok: false; readonly reason: string; readonly advice: string };

/** A regular expression in RE2 syntax: its time grows with the length of the text, whatever the text. */
export class LinearRegex {
  /** Names of its captures. */
  readonly names: readonly string[];
  private readonly certain: readonly string[];

  private constructor(
    /** RE2's program, or the text itself where the pattern is nothing but a text. */
    private readonly compiled: RE2JS | string,
    /** What each match contains; undefined when nothing is known. */
    readonly requirement: Requirement | undefined,
  ) {
    this.names = typeof compiled === 'string' ? [] : Object.keys(compiled.namedGroups());
    this.certain = certainTexts(requirement);
  }

  static compile(source: string, ignoreCase = false): RegexCompilation {
    const anyCase = ignoreCase || source.startsWith(ANY_CASE);
    try {
      const compiled = RE2JS.compile(source, anyCase ? RE2JS.CASE_INSENSITIVE : 0);
      const size = compiled.programSize();
      if (size <= LARGEST_PROGRAM)
        return {
          ok: true,
          regex: new LinearRegex(
            !anyCase && PLAIN_TEXT.test(source) ? source : compiled,
            requirement(source, compiled, anyCase),
          ),
        };
      return {
        ok: false,
        reason: `it is too large: ${String(size)} steps where ${String(LARGEST_PROGRAM)} are allowed`,
        advice: 'Use smaller repeat counts, or * and + in their place.',
      };
    } catch (error) {
      if (error instanceof RE2JSSyntaxException) return refusal(error);
      if (error instanceof RE2JSException)
        return { ok: false, reason: error.message, advice: adviceFor('', '') };
      throw error;
    }
  }

  test(text: string): boolean {
    if (typeof this.compiled === 'string') return text.includes(this.compiled);
    for (const part of this.certain) if (!text.includes(part)) return false;
    return this.compiled.test(text);
  }

  /** Named captures of the first match, those that took part in it; undefined when nothing matches. */
  captures(text: string): Readonly<Record<string, string>> | undefined {
    if (typeof this.compiled === 'string') return this.test(text) ? {} : undefined;
    const matcher = this.compiled.matcher(text);
    if (!matcher.find()) return undefined;
    const captures: Record<string, string> = {};
    for (const name of this.names) {
      const value = matcher.group(name);
      if (value !== null) captures[name] = value;
    }
    return captures;
  }
}

/** re2js analyses no pattern that ignores case, so that is read off its twin that heeds case. */
function requirement(source: string, compiled: RE2JS, anyCase: boolean): Requirement | undefined {
  if (!anyCase) return requirementOf(compiled);
  const twin = source.startsWith(ANY_CASE) ? source.slice(ANY_CASE.length) : source;
  const heedingCase = requirementOf(RE2JS.compile(twin));
  return heedingCase && inAnyCase(heedingCase);
}

function refusal(error: RE2JSSyntaxException): RegexCompilation {
  const part = error.getPattern() ?? '';
  const description = error.getDescription();
  return {
    ok: false,
    reason: part === '' ? description : `${description}: ${part}`,
    advice: adviceFor(description, part),
  };
}
