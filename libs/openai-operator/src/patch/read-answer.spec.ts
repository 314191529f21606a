import { describe, expect, it } from '@jest/globals';
import { MASK } from '@app/redaction';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { readAnswer } from './read-answer.js';

const FILE = 'function a() {\n  return x.y;\n}\n\nfunction b() {\n  return x.z;\n}\n';
const FIXED = FILE.replace('x.y', 'x?.y');
const read = (answer: string, source = FILE) => readAnswer(answer, source, 'src/a.js');
const refusal = (answer: string, source = FILE): string => {
  const result = read(answer, source);
  return result.ok ? 'accepted' : result.message;
};
const fenced = (text: string): string => `Here it is:\n\`\`\`js\n${text}\`\`\`\nDone.`;

describe('readAnswer', () => {
  it.each([
    ['blocks', '<<<<<<< SEARCH\n  return x.y;\n=======\n  return x?.y;\n>>>>>>> REPLACE'],
    ['a unified diff', createTwoFilesPatch('a/src/a.js', 'b/src/a.js', FILE, FIXED)],
    [
      'a diff with wrong line numbers',
      '@@ -90,3 +90,3 @@\n function a() {\n-  return x.y;\n+  return x?.y;\n }',
    ],
    [
      'the patch envelope',
      '*** Begin Patch\n*** Update File: src/a.js\n@@ function a() {\n-  return x.y;\n+  return x?.y;\n*** End Patch',
    ],
    ['the whole of a small file', fenced(FIXED)],
    [
      'structured output',
      JSON.stringify({ edits: [{ search: '  return x.y;', replace: '  return x?.y;' }] }),
    ],
  ])('takes %s', (_what, answer) => {
    expect(read(answer)).toEqual({ ok: true, text: FIXED });
  });

  it('keeps the line ends and the last line of the file, whatever the answer has', () => {
    const crlf = FILE.replaceAll('\n', '\r\n').trimEnd();
    expect(read(fenced(FIXED), crlf)).toEqual({
      ok: true,
      text: FIXED.replaceAll('\n', '\r\n').trimEnd(),
    });
  });

  it.each([
    ['talk', 'I would add a check.', 'no SEARCH/REPLACE block'],
    ['a patch that changes nothing', fenced(FILE), 'changes nothing'],
    [
      'a file that leaves something out',
      fenced('function a() {\n  return x?.y;\n}\n// ... rest of code\n'),
      'leaves something out',
    ],
    [
      'another file',
      fenced('export const x = 1;\nexport const y = 2;\n'),
      'does not hold the whole file',
    ],
    ['JSON of another form', '{"patch":"x"}', 'not the JSON that was asked for'],
    ['JSON that was cut', '{"edits":[{"search":"  ret', 'not the JSON that was asked for'],
    ['structured output without an edit', '{"edits":[]}', 'not the JSON that was asked for'],
    ['two files', `${fenced(FIXED)}\n${fenced(FIXED)}`, 'several fenced blocks'],
    [
      'a diff of another file',
      createTwoFilesPatch('a/x', 'b/package.json', FILE, FIXED),
      'Only src/a.js',
    ],
    ['a deletion', '*** Begin Patch\n*** Delete File: src/a.js\n*** End Patch', 'Only src/a.js'],
    ['a hunk without context', '@@ -1 +1 @@\n+x', 'no line to find its place by'],
    [
      'a mask as code',
      `<<<<<<< SEARCH\n  return x.y;\n=======\n  return ${MASK};\n>>>>>>> REPLACE`,
      'stands for a secret',
    ],
  ])('refuses %s', (_what, answer, message) => {
    expect(refusal(answer)).toContain(message);
  });

  it('refuses a whole file for a long one', () => {
    const long = 'const x = 1;\n'.repeat(200);
    expect(refusal(fenced(`${long}const y = 2;\n`), long)).toContain('too long');
  });

  it('reads any diff of two texts as what makes the one into the other, or refuses', () => {
    const line = fc.constantFrom(
      'a',
      'b',
      'if (x) {',
      '}',
      '',
      '  c',
      '- d',
      '+ e',
      '-- f',
      '++ g',
    );
    const file = fc.array(line, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(file, file, (before, after) => {
        // An empty replacement means none: a file of empty lines only cannot be written so.
        fc.pre(after.join('') !== '');
        const [source, wanted] = [`${before.join('\n')}\n`, `${after.join('\n')}\n`];
        const result = read(
          createTwoFilesPatch('a/src/a.js', 'b/src/a.js', source, wanted),
          source,
        );
        if (result.ok) expect(result.text).toBe(wanted);
      }),
      { numRuns: 1_000 },
    );
  });
});
