import { describe, expect, it } from '@jest/globals';
import { NO_SAMPLE, planLiterals } from './literal-plan.js';
import type { Requirement } from './requirement.js';

const text = (value: string): Requirement => ({ kind: 'text', text: value, anyCase: false });
const all = (...values: string[]): Requirement => ({ kind: 'all', of: values.map(text) });
const any = (...of: Requirement[]): Requirement => ({ kind: 'any', of });

describe('planLiterals', () => {
  it('takes the longest text where nothing is known of the log', () => {
    expect(planLiterals([all('lost', 'primary batch ')], NO_SAMPLE)).toEqual([['primary batch ']]);
  });

  it('takes the text that is rare in the log', () => {
    const sample = { bytes: 10_000, counts: new Map([['primary batch ', 50]]) };
    expect(planLiterals([all('lost', 'primary batch ')], sample)).toEqual([['lost']]);
  });

  it('takes a text of every alternative', () => {
    const either = any(all('lost', 'primary batch '), text('stale'));
    expect(planLiterals([either], NO_SAMPLE)).toEqual([['primary batch ', 'stale']]);
  });

  it('takes longer texts where there are many, since the shortest sets the pace', () => {
    const many = Array.from({ length: 60 }, (_, index) => text(`message number ${String(index)}`));
    const sample = { bytes: 1_000_000, counts: new Map([['primary batch ', 5]]) };
    const pair = all('lost', 'primary batch ');
    expect(planLiterals([pair], sample)[0]).toEqual(['lost']);
    expect(planLiterals([pair, ...many], sample)[0]).toEqual(['primary batch ']);
  });
});
