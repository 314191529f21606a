import type { AppliedEdits } from './apply-edits.js';

/** A model writes a file of this size out again without leaving anything out. */
const MAX_LINES = 150;
const MAX_CHARS = 6_000;
const FENCED = /^```[^\n`]*\n([\s\S]*?)^```\s*$/gm;
const ELISION =
  /^\s*(?:\/\/|#|\/\*)?\s*(?:\.{3}|…)|\b(?:rest of|remaining|existing) (?:the )?(?:code|file|function)/im;

/** Whether the whole file may be the answer. */
export function mayBeWhole(source: string): boolean {
  return source.length <= MAX_CHARS && source.split('\n').length <= MAX_LINES;
}

/**
 * Takes the one fenced block of an answer for the new content of a small file.
 *
 * @returns undefined when the answer is no such thing
 */
export function parseWholeFile(answer: string, source: string): AppliedEdits | undefined {
  const blocks = [...answer.matchAll(FENCED)].map(([, text]) => text ?? '');
  const [text] = blocks;
  if (text === undefined) return undefined;
  if (!mayBeWhole(source))
    return { ok: false, message: 'The file is too long for a whole-file answer; use blocks.' };
  if (blocks.length > 1)
    return { ok: false, message: 'The answer has several fenced blocks; give one, or use blocks.' };
  if (ELISION.test(text) && !ELISION.test(source))
    return { ok: false, message: 'The file in the answer leaves something out; write all of it.' };
  if (keptShare(source, text) < 0.5)
    return { ok: false, message: 'The answer does not hold the whole file; write all of it.' };
  return { ok: true, text: likeSource(text, source) };
}

/** How much of the source's lines are still there. */
function keptShare(source: string, text: string): number {
  const meaningful = source.split(/\r?\n/).filter((line) => line.trim() !== '');
  const there = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const kept = meaningful.filter((line) => there.has(line.trim()));
  return meaningful.length === 0 ? 1 : kept.length / meaningful.length;
}

function likeSource(text: string, source: string): string {
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.replace(/(?:\r?\n)+$/, '').split(/\r?\n/);
  return lines.join(lineEnd) + (/(?:\r?\n)*$/.exec(source)?.[0] ?? '');
}
