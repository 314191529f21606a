import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { adviceFor } from './regex-advice.js';
import { requiredLiterals } from './required-literals.js';

/** Instructions of a compiled pattern: bounds the work per character when it comes to the worst. */
const LARGEST_PROGRAM = 2_000;

export type RegexCompilation =
  | { readonly ok: true; readonly regex: LinearRegex }
  /** `reason` names the part that is wrong; `advice` says how to write it instead. */
  | { readonly ok: false; readonly reason: string; readonly advice: string };

/** A regular expression in RE2 syntax: its time grows with the length of the text, whatever the text. */
export class LinearRegex {
  /** Names of its captures. */
  readonly names: readonly string[];

  private constructor(private readonly compiled: RE2JS) {
    this.names = Object.keys(compiled.namedGroups());
  }

  static compile(source: string, ignoreCase = false): RegexCompilation {
    try {
      const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
      const size = compiled.programSize();
      if (size <= LARGEST_PROGRAM) return { ok: true, regex: new LinearRegex(compiled) };
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
    return this.compiled.test(text);
  }

  /** Named captures of the first match, those that took part in it; undefined when nothing matches. */
  captures(text: string): Readonly<Record<string, string>> | undefined {
    const matcher = this.compiled.matcher(text);
    if (!matcher.find()) return undefined;
    const captures: Record<string, string> = {};
    for (const name of this.names) {
      const value = matcher.group(name);
      if (value !== null) captures[name] = value;
    }
    return captures;
  }

  /** Texts of which every match contains at least one; undefined when no such texts are known. */
  literals(): readonly string[] | undefined {
    return requiredLiterals(this.compiled);
  }
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
