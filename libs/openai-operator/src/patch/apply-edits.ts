import type { Edit } from './edit.js';
import { mostSimilar } from './most-similar.js';

export type AppliedEdits =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** From strict to lenient: each makes two lines that mean the same look the same. */
const readings: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => plain(line.trimEnd()),
];

/**
 * Applies all edits to a text, or none. Each must fit exactly one place: read strictly, else without
 * trailing space, else with plain dashes, quotes and spaces, else at another, uniform indentation.
 * Line ends of the file are kept.
 */
export function applyEdits(original: string, edits: readonly Edit[]): AppliedEdits {
  const lineEnd = original.includes('\r\n') ? '\r\n' : '\n';
  let lines = original.split(/\r?\n/);
  for (const edit of edits) {
    const search = edit.search.split('\n');
    const found = findPlace(lines, search);
    if ('message' in found) return { ok: false, message: found.message };
    const replacement =
      edit.replace === '' ? [] : edit.replace.split('\n').map((line) => reindent(line, found));
    lines = [...lines.slice(0, found.at), ...replacement, ...lines.slice(found.at + search.length)];
  }
  return { ok: true, text: lines.join(lineEnd) };
}

interface Place {
  readonly at: number;
  /** Taken off, and put before, each line of the replacement. */
  readonly remove: string;
  readonly add: string;
}

function findPlace(
  lines: readonly string[],
  search: readonly string[],
): Place | { readonly message: string } {
  for (const read of readings) {
    const places = placesOf(lines.map(read), search.map(read));
    if (places.length > 1) return { message: ambiguous(places, search) };
    const [at] = places;
    if (at !== undefined) return { at, remove: '', add: '' };
  }
  return findIndented(lines, search) ?? { message: notFound(lines, search) };
}

function placesOf(lines: readonly string[], search: readonly string[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + search.length <= lines.length; at += 1) {
    if (search.every((line, offset) => lines[at + offset] === line)) places.push(at);
  }
  return places;
}

/** The same lines, all further in or all further out by the same amount. */
function findIndented(
  lines: readonly string[],
  search: readonly string[],
): Place | { readonly message: string } | undefined {
  const bare = (line: string): string => plain(line.trim());
  const places = placesOf(lines.map(bare), search.map(bare)).flatMap(
    (at) => shiftAt(lines, search, at) ?? [],
  );
  if (places.length > 1)
    return {
      message: ambiguous(
        places.map(({ at }) => at),
        search,
      ),
    };
  return places[0];
}

function shiftAt(
  lines: readonly string[],
  search: readonly string[],
  at: number,
): Place | undefined {
  const shifts = search.flatMap((line, offset) => {
    if (line.trim() === '') return [];
    return [{ theirs: indentOf(line), ours: indentOf(lines[at + offset] ?? '') }];
  });
  const [first] = shifts;
  if (!first) return undefined;
  const [remove, add] = first.ours.endsWith(first.theirs)
    ? ['', first.ours.slice(0, first.ours.length - first.theirs.length)]
    : [first.theirs.slice(0, first.theirs.length - first.ours.length), ''];
  const uniform = shifts.every(({ theirs, ours }) => add + theirs.slice(remove.length) === ours);
  return uniform ? { at, remove, add } : undefined;
}

function reindent(line: string, { remove, add }: Place): string {
  if (line.trim() === '') return line;
  return add + (line.startsWith(remove) ? line.slice(remove.length) : line);
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** Dashes, quotes and spaces that models write in their own way. */
function plain(line: string): string {
  return line
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

function ambiguous(places: readonly number[], search: readonly string[]): string {
  const lines = places.map((at) => String(at + 1)).join(', ');
  return `This SEARCH part fits ${String(places.length)} places (lines ${lines}); add lines around it until it fits one:\n${search.join('\n')}`;
}

function notFound(lines: readonly string[], search: readonly string[]): string {
  return `This SEARCH part is not in the file:\n${search.join('\n')}\nThe most similar lines of the file are:\n${mostSimilar(lines, search).join('\n')}`;
}
