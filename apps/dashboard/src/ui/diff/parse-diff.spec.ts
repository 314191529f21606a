import { describe, expect, it } from '@jest/globals';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { parseDiff } from './parse-diff.js';

describe('parseDiff', () => {
  it('numbers the lines of both versions', () => {
    const diff =
      '--- a/x.js\n+++ b/x.js\n@@ -8,3 +8,4 @@ total\n a\n-b\n+c\n+d\n e\n\\ No newline at end of file\n';
    expect(parseDiff(diff)).toEqual([
      { kind: 'file', text: '--- a/x.js' },
      { kind: 'file', text: '+++ b/x.js' },
      { kind: 'hunk', text: '@@ -8,3 +8,4 @@ total' },
      { kind: 'context', text: 'a', before: 8, after: 8 },
      { kind: 'removed', text: 'b', before: 9 },
      { kind: 'added', text: 'c', after: 9 },
      { kind: 'added', text: 'd', after: 10 },
      { kind: 'context', text: 'e', before: 10, after: 11 },
      { kind: 'file', text: '\\ No newline at end of file' },
    ]);
  });

  it('tells a removed line that begins with dashes from the head of a file', () => {
    const kinds = parseDiff('--- a\n+++ b\n@@ -1,2 +1,1 @@\n--- x\n y\n--- c\n').map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['file', 'file', 'hunk', 'removed', 'context', 'file']);
  });

  it('shows what is no diff as it is', () => {
    expect(parseDiff('sorry, no diff')).toEqual([{ kind: 'file', text: 'sorry, no diff' }]);
  });

  it('gives back both versions of any two texts', () => {
    const text = fc
      .array(fc.stringMatching(/^[-+@ a-z]{0,6}$/), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = parseDiff(
          createTwoFilesPatch('a', 'b', before, after, '', '', { context: 99 }),
        );
        const version = (left: 'added' | 'removed') =>
          lines
            .filter(({ kind }) => kind === 'context' || kind === left)
            .map((line) => `${line.text}\n`)
            .join('');
        if (before !== after)
          expect([version('removed'), version('added')]).toEqual([before, after]);
      }),
    );
  });
});
