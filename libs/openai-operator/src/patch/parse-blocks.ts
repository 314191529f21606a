import type { Edit, ParsedEdits } from './edit.js';

/** Whether an answer has the marks of blocks, well-formed or not. */
export function looksLikeBlocks(answer: string): boolean {
  return answer.split(/\r?\n/).some((line) => SEARCH.test(line) || REPLACE.test(line));
}

const SEARCH = /^<{5,9} ?SEARCH\s*$/;
const DIVIDER = /^={5,9}\s*$/;
const REPLACE = /^>{5,9} ?REPLACE\s*$/;

/** Reads the search/replace blocks of an answer; text around them does not count. */
export function parseBlocks(answer: string): ParsedEdits {
  const edits: Edit[] = [];
  let part: 'outside' | 'search' | 'replace' = 'outside';
  let search: string[] = [];
  let replace: string[] = [];
  for (const line of answer.split(/\r?\n/)) {
    if (part === 'outside' && SEARCH.test(line)) {
      [part, search, replace] = ['search', [], []];
    } else if (part === 'search' && DIVIDER.test(line)) {
      part = 'replace';
    } else if (part === 'replace' && REPLACE.test(line)) {
      edits.push({ search: search.join('\n'), replace: replace.join('\n') });
      part = 'outside';
    } else if (part === 'search') {
      search.push(line);
    } else if (part === 'replace') {
      replace.push(line);
    }
  }
  if (part !== 'outside')
    return {
      ok: false,
      message: 'A block has no end: each needs SEARCH, ======= and REPLACE lines.',
    };
  if (edits.length === 0) return { ok: false, message: 'The answer has no SEARCH/REPLACE block.' };
  if (edits.some(({ search: text }) => text.trim() === ''))
    return { ok: false, message: 'A SEARCH part is empty.' };
  return { ok: true, edits };
}
