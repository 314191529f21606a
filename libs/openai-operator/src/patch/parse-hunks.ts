import type { Edit, ParsedEdits } from './edit.js';

const BEGIN = /^\*\*\* Begin Patch\s*$/;
const UPDATE = /^\*\*\* Update File: (.+?)\s*$/;
const NEW_FILE = /^\+\+\+ (?:b\/)?(.+?)\s*$/;
const OTHER_OPERATION = /^\*\*\* (?:Add|Delete) File: |^\*\*\* Move to: /;
const HUNK = '@@';
/** Between the hunks: headers of git, fences of Markdown, the marks of the envelope. */
const BETWEEN = /^(?:diff |index |```|\*\*\* )/;

/** Whether an answer is a unified diff, or the `*** Begin Patch` form of models trained on it. */
export function looksLikeHunks(answer: string): boolean {
  return answer.split(/\r?\n/).some((line) => BEGIN.test(line) || line.startsWith(HUNK));
}

/**
 * Reads hunks as edits: what a hunk keeps and removes is searched for, what it keeps and adds takes its
 * place. Line numbers do not count: models get them wrong.
 *
 * @param filePath the only file that may be changed
 */
export function parseHunks(answer: string, filePath: string): ParsedEdits {
  const hunks: string[][] = [];
  let current: string[] | undefined;
  const lines = answer.split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    const named = fileNamedAt(lines, at);
    if (OTHER_OPERATION.test(line) || (named !== undefined && named !== filePath))
      return { ok: false, message: `Only ${filePath} may be changed, but there is "${line}".` };
    if (line.startsWith(HUNK)) hunks.push((current = []));
    else if (named !== undefined || BETWEEN.test(line) || isOldFile(lines, at)) current = undefined;
    else current?.push(line);
  }
  const edits = hunks.map(editOf).filter(({ search, replace }) => search !== replace);
  if (edits.length === 0)
    return { ok: false, message: 'The diff has no hunk that changes anything.' };
  return edits.some(({ search }) => search.trim() === '')
    ? { ok: false, message: 'A hunk has no line to find its place by: keep some lines around it.' }
    : { ok: true, edits };
}

/** `--- a` above `+++ b` is a header; alone, each may be a changed line that begins with dashes. */
function isOldFile(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').startsWith('--- ') && NEW_FILE.test(lines[at + 1] ?? '');
}

function fileNamedAt(lines: readonly string[], at: number): string | undefined {
  const line = lines[at] ?? '';
  const header = at > 0 && isOldFile(lines, at - 1) ? NEW_FILE : UPDATE;
  return header.exec(line)?.[1];
}

function editOf(hunk: readonly string[]): Edit {
  // An empty line of context often comes without the space before it; at the end it is none.
  const end = hunk.findLastIndex((line) => line !== '') + 1;
  const lines = hunk.slice(0, end).filter((line) => /^(?:[-+ ]|$)/.test(line));
  const without = (mark: string): string =>
    lines
      .filter((line) => !line.startsWith(mark))
      .map((line) => line.slice(1))
      .join('\n');
  return { search: without('+'), replace: without('-') };
}
