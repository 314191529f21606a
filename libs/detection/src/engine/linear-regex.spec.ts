import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { letter, regexSource } from '../../testing/arbitraries.js';
import { chooseLiterals } from './candidates/choose-literals.js';
import type { Requirement } from './candidates/requirement.js';
import { LinearRegex } from './linear-regex.js';

function compiled(source: string, ignoreCase = false): LinearRegex {
  const compilation = LinearRegex.compile(source, ignoreCase);
  if (!compilation.ok) throw new Error(compilation.reason);
  return compilation.regex;
}

function isMet(requirement: Requirement, text: string): boolean {
  if (requirement.kind !== 'text') {
    const met = requirement.of.map((part) => isMet(part, text));
    return requirement.kind === 'all' ? !met.includes(false) : met.includes(true);
  }
  const folded = text.toLowerCase().replaceAll('\u017f', 's');
  return (requirement.anyCase ? folded : text).includes(requirement.text);
}

describe('LinearRegex', () => {
  it('gives the named captures that took part in the match', () => {
    const regex = compiled('(?<error>TypeError|RangeError): (?<message>.+)( at (?<place>.+))?');
    expect(regex.captures('x TypeError: boom')).toEqual({ error: 'TypeError', message: 'boom' });
    expect(regex.captures('fine')).toBeUndefined();
    expect(regex.names).toEqual(['error', 'message', 'place']);
  });

  it('stays fast where backtracking would take exponential time', () => {
    const regex = compiled('^(a+)+$');
    const started = performance.now();
    expect(regex.test('a'.repeat(30_000) + '!')).toBe(false);
    expect(regex.captures('a'.repeat(3_000) + '!')).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([
    ['(?!ok)error', 'exclude'],
    ['(?<!no )error', 'exclude'],
    ['(?=x)x', 'a part of the match'],
    ['(?<=x)y', 'a part of the match'],
    ['(\\w+) \\1', 'no back-references'],
    ['(?<w>a)\\k<w>', 'no back-references'],
    ['(?>a)', 'An atomic group is not needed'],
    ['a++', 'A possessive repeat is not needed'],
    ['\\u0041', '\\x{...}'],
    ['end\\Z', '\\z'],
    ['(?<a-b>x)', 'letters, digits and _'],
    ['(oops', 'Close every ('],
    ['oops)', 'Open every )'],
    ['[oops', 'Close every ['],
    ['*oops', '\\*'],
    ['a{2000}', 'at most 1000'],
    ['(?<a>x)(?<a>y)', 'a name of its own'],
    ['\\q', 'RE2 syntax'],
  ])('refuses %s and says what to write instead', (source, advice) => {
    const compilation = LinearRegex.compile(source);
    expect(compilation).toMatchObject({ ok: false });
    expect(compilation.ok ? '' : compilation.advice).toContain(advice);
  });

  it('refuses a pattern whose counts make it huge', () => {
    const compilation = LinearRegex.compile('((a?){100}){10}');
    expect(compilation.ok ? '' : compilation.reason).toContain('too large');
  });

  it.each([
    ['TypeError: (?<error>.*)', ['TypeError: ']],
    ['^(?:TypeError|ReferenceError): .+', ['TypeError', 'ReferenceError']],
    ['foo.*quux|baz', ['quux', 'baz']],
    ['(?:abc){2,}', ['abc']],
    ['(abc)?', undefined],
    ['abc|', undefined],
    ['\\d+', undefined],
    ['(?i)Timeout', ['timeout']],
    ['(?i)d\u00e9connect\u00e9', ['connect']],
    ['x(?i)timeout', undefined],
  ])('knows what %s cannot match without', (source, literals) => {
    const { requirement } = compiled(source);
    const choice = requirement && chooseLiterals(requirement, (text) => 1 / text.length);
    expect(choice?.literals).toEqual(literals);
  });

  it('never matches a text that does not meet its requirement', () => {
    fc.assert(
      fc.property(
        regexSource,
        fc.boolean(),
        fc.string({ unit: letter }),
        (source, ignoreCase, text) => {
          const regex = compiled(source, ignoreCase);
          if (regex.requirement === undefined || !regex.test(text)) return;
          expect(isMet(regex.requirement, text)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
