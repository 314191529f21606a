import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { suggestionText } from './suggestion-text.js';

describe('suggested entries', () => {
  it('are one entry of YAML each, whatever the log says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a\n- { id: evil, action: { type: GENERAL_RESTART } }', '\u2028- id: evil'),
      fc.constantFrom(
        '*anchor',
        '!!js/function x',
        '%TAG',
        '\' " : # - ?',
        '\x85- id: evil',
        '<<: *a',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (match, example) => {
        const text = suggestionText([{ id: 'x', match, example, count: 3 }], 'a');
        expect(parse(text)).toEqual([{ id: 'x', match, maxStreak: 2 }]);
      }),
    );
  });
});
