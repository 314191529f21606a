export interface DiffLine {
  readonly kind: 'file' | 'hunk' | 'added' | 'removed' | 'context';
  readonly text: string;
  /** From 1; absent where the line is not in that version. */
  readonly before?: number;
  readonly after?: number;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** A unified diff, line by line, with the line numbers of both versions. */
export function parseDiff(diff: string): DiffLine[] {
  const hunk = { before: 0, after: 0, beforeLeft: 0, afterLeft: 0 };
  return diff
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const begin = HUNK.exec(line);
      if (begin) {
        const [, before, beforeLeft = '1', after, afterLeft = '1'] = begin;
        Object.assign(hunk, {
          before: Number(before),
          after: Number(after),
          beforeLeft: Number(beforeLeft),
          afterLeft: Number(afterLeft),
        });
        return { kind: 'hunk', text: line };
      }
      return hunk.beforeLeft > 0 || hunk.afterLeft > 0
        ? within(hunk, line)
        : { kind: 'file', text: line };
    });
}

interface Hunk {
  before: number;
  after: number;
  beforeLeft: number;
  afterLeft: number;
}

/** Takes the line off the hunk's counts: these, not its first characters, tell `--- a` from a removed `-- a`. */
function within(hunk: Hunk, line: string): DiffLine {
  const text = line.slice(1);
  if (line.startsWith('\\')) return { kind: 'file', text: line };
  const { before, after } = hunk;
  const removed = line.startsWith('-');
  const added = line.startsWith('+');
  if (!added) {
    hunk.before += 1;
    hunk.beforeLeft -= 1;
  }
  if (!removed) {
    hunk.after += 1;
    hunk.afterLeft -= 1;
  }
  if (added) return { kind: 'added', text, after };
  return removed ? { kind: 'removed', text, before } : { kind: 'context', text, before, after };
}
