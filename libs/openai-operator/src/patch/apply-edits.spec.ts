import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyEdits } from './apply-edits.js';
import { parseBlocks } from './parse-blocks.js';

const FILE = 'function a() {\n  return x.y;\n}\n\nfunction b() {\n  return x.z;\n}\n';
const one = (search: string, replace: string) => [{ search, replace }];

describe('applyEdits', () => {
  it('replaces exactly what was found, and nothing else', () => {
    expect(applyEdits(FILE, one('  return x.y;', '  return x?.y;'))).toEqual({
      ok: true,
      text: FILE.replace('x.y', 'x?.y'),
    });
  });

  it('refuses a place that is there twice, and names the lines', () => {
    const result = applyEdits('a\nb\na\n', one('a', 'c'));
    expect(result).toMatchObject({ ok: false });
    expect(JSON.stringify(result)).toContain('lines 1, 3');
  });

  it('refuses what is not there, and shows the most similar lines', () => {
    const result = applyEdits(FILE, one('  return x.y.w;', ''));
    expect(result).toMatchObject({ ok: false });
    expect(JSON.stringify(result)).toContain('return x.y;');
  });

  it('applies all edits or none', () => {
    const edits = [...one('  return x.y;', '  return 1;'), ...one('no such line', '')];
    expect(applyEdits(FILE, edits)).toMatchObject({ ok: false });
  });

  it('keeps the line ends of the file', () => {
    const crlf = FILE.replaceAll('\n', '\r\n');
    expect(applyEdits(crlf, one('  return x.y;', '  return x?.y;'))).toEqual({
      ok: true,
      text: crlf.replace('x.y', 'x?.y'),
    });
  });

  it('forgives another, uniform indentation and carries it over', () => {
    expect(applyEdits(FILE, one('return x.y;', 'if (!x) return 0;\nreturn x.y;'))).toEqual({
      ok: true,
      text: FILE.replace('  return x.y;', '  if (!x) return 0;\n  return x.y;'),
    });
  });

  it('forgives typographic quotes and dashes', () => {
    const file = "const s = 'a-b';\n";
    expect(applyEdits(file, one('const s = \u2018a\u2013b\u2019;', "const s = 'c';"))).toEqual({
      ok: true,
      text: "const s = 'c';\n",
    });
  });

  const line = fc.constantFrom('a', 'b', '  a', 'x', '', '\tb ');
  it('changes one place or refuses: everything around it stays byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        (lines, start, length) => {
          const at = start % lines.length;
          const search = lines.slice(at, at + length);
          if (search.every((text) => text.trim() === '')) return;
          const text = lines.join('\n');
          const result = applyEdits(text, one(search.join('\n'), 'NEW'));
          if (!result.ok) return;
          const after = result.text.split('\n');
          expect(after.filter((text_) => text_ === 'NEW')).toHaveLength(1);
          const place = after.indexOf('NEW');
          expect(after.slice(0, place)).toEqual(lines.slice(0, place));
          expect(after.slice(place + 1)).toEqual(lines.slice(place + search.length));
          expect(lines.slice(place, place + search.length)).toEqual(search);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('parseBlocks', () => {
  it('reads blocks between other text', () => {
    const answer = 'Here:\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\nDone.';
    expect(parseBlocks(answer)).toEqual({ ok: true, edits: [{ search: 'a', replace: 'b' }] });
  });

  it.each([
    ['no block', 'just talk'],
    ['a block without an end', '<<<<<<< SEARCH\na\n=======\nb'],
    ['an empty search', '<<<<<<< SEARCH\n\n=======\nb\n>>>>>>> REPLACE'],
  ])('refuses %s', (_what, answer) => {
    expect(parseBlocks(answer).ok).toBe(false);
  });
});
