import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { letter, regexSource } from '../../../testing/arbitraries.js';
import { LinearRegex } from '../linear-regex.js';
import { AdaptiveCandidateScanner } from './adaptive-candidate-scanner.js';
import { isSearchable } from './choose-literals.js';

function compiled(source: string): LinearRegex {
  const compilation = LinearRegex.compile(source);
  if (!compilation.ok) throw new Error(compilation.reason);
  return compilation.regex;
}

function scannerFor(...sources: string[]): AdaptiveCandidateScanner {
  return new AdaptiveCandidateScanner(
    sources.flatMap((source, index) => {
      const { requirement } = compiled(source);
      return isSearchable(requirement) ? [{ index, requirement }] : [];
    }),
  );
}

function candidates(scanner: AdaptiveCandidateScanner, text: string): string[] {
  const bytes = Buffer.from(text);
  const found: string[] = [];
  scanner.scan(bytes, (start, end, patterns) => {
    for (const pattern of patterns)
      found.push(`${String(pattern)}: ${bytes.toString('utf8', start, end)}`);
  });
  return found;
}

describe('AdaptiveCandidateScanner', () => {
  it('looks for another text of the pattern when the first turns out to be common in this log', () => {
    const scanner = scannerFor('request handled in [0-9]+ ms: failed');
    const calm = 'request handled in 12 ms: fine\n';
    const trouble = 'request handled in 12 ms: failed\n';
    expect(candidates(scanner, calm + trouble)).toHaveLength(2);
    expect(candidates(scanner, calm.repeat(2_000) + trouble)).toEqual([`0: ${trouble.trim()}`]);
    expect(candidates(scanner, calm + trouble)).toEqual([`0: ${trouble.trim()}`]);
  });

  it('stays with what it looks for while that is rare', () => {
    const scanner = scannerFor('request handled in [0-9]+ ms: failed');
    const trouble = 'request handled in 12 ms: failed\n';
    expect(candidates(scanner, `${'x\n'.repeat(20_000)}${trouble}`)).toHaveLength(1);
    expect(candidates(scanner, 'request handled in no time\n')).toHaveLength(1);
  });

  it('thinks again when the log changes and what it looks for becomes common', () => {
    const scanner = scannerFor('request handled in [0-9]+ ms: failed');
    const seldom = 'request handled in 12 ms: fine\n';
    const failures = 'backup failed: failed\n'.repeat(1_000);
    const trouble = 'request handled in 12 ms: failed\n';
    candidates(scanner, failures + trouble);
    expect(candidates(scanner, 'backup: failed\n')).toEqual([]);
    for (let mib = 0; mib < 10; mib += 1) candidates(scanner, seldom.repeat(2 ** 15));
    expect(candidates(scanner, seldom)).toEqual([]);
    expect(candidates(scanner, trouble)).toHaveLength(1);
  });

  it('asks of many patterns that share a text only those whose other texts are there too', () => {
    const names = ['alpha', 'bravo', 'carol', 'delta', 'earth'];
    const scanner = scannerFor(...names.map((name) => `${name} [0-9]+ connection refused`));
    expect(candidates(scanner, 'bravo 12 connection refused\n')).toEqual([
      '1: bravo 12 connection refused',
    ]);
    expect(candidates(scanner, 'nobody: connection refused\n')).toEqual([]);
  });

  it('never leaves out a line that matches, before or after it has thought again', () => {
    const lines = fc.array(fc.string({ unit: letter, maxLength: 12 }), {
      minLength: 1,
      maxLength: 20,
    });
    const anyCase = fc.boolean().map((ignored) => (ignored ? '(?i)' : ''));
    const sources = fc.array(
      fc.tuple(anyCase, regexSource).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(sources, lines, (patterns, content) => {
        const searchable = patterns.filter((source) => isSearchable(compiled(source).requirement));
        fc.pre(searchable.length > 0);
        const scanner = scannerFor(...searchable);
        const text = `${content.join('\n')}\n`;
        const expected = content.flatMap((line) =>
          searchable.flatMap((source, index) =>
            compiled(source).test(line) ? [`${String(index)}: ${line}`] : [],
          ),
        );
        expect(candidates(scanner, text)).toEqual(expect.arrayContaining(expected));
        candidates(scanner, text.repeat(Math.ceil(20_000 / text.length)));
        expect(candidates(scanner, text)).toEqual(expect.arrayContaining(expected));
      }),
      { numRuns: 300 },
    );
  });
});
