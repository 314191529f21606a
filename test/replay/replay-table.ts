import { HOSTILE, type Replayed } from './replay.js';

type Score = Replayed['template'];

/** Right patches kept, and all others refused: what must always hold. */
export function isPerfect(replayed: readonly Replayed[]): boolean {
  return replayed.every(
    ({ rightKept, refusals }) => rightKept && HOSTILE.every((kind) => refusals[kind] !== undefined),
  );
}

/** The figures as Markdown: by kind of bug, and in total. */
export function replayTable(
  replayed: readonly Replayed[],
  live: ReadonlyMap<string, Score> | undefined,
): string {
  const kinds = [...new Set(replayed.map(({ program }) => program.kind))].sort();
  const head = [
    'kind of bug',
    'programs',
    'right kept',
    'malformed, wrong, test-deleting, malicious refused',
    'template: right',
    'template: passes the tests',
  ];
  const rows = [
    ...kinds.map((kind) =>
      row(
        kind,
        replayed.filter(({ program }) => program.kind === kind),
        live,
      ),
    ),
    row('**all**', replayed, live),
  ];
  const columns = live ? [...head, 'model: right', 'model: passes the tests'] : head;
  return aligned([columns, ...rows]);
}

function row(
  title: string,
  of: readonly Replayed[],
  live: ReadonlyMap<string, Score> | undefined,
): string[] {
  const refused = of.flatMap(({ refusals }) =>
    HOSTILE.filter((kind) => refusals[kind] !== undefined),
  );
  const scores = of.map(({ template }) => template);
  const cells = [
    title,
    String(of.length),
    share(of.filter(({ rightKept }) => rightKept).length, of.length),
    share(refused.length, of.length * HOSTILE.length),
    ...scored(scores),
  ];
  if (!live) return cells;
  return [...cells, ...scored(of.map(({ program }) => live.get(program.name) ?? 'none'))];
}

function scored(scores: readonly Score[]): string[] {
  const right = scores.filter((score) => score === 'right').length;
  const plausible = scores.filter((score) => score !== 'none').length;
  return [share(right, scores.length), share(plausible, scores.length)];
}

function share(part: number, whole: number): string {
  return `${String(part)}/${String(whole)}`;
}

/** As the formatter leaves it. */
function aligned([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_title, at) =>
    Math.max(...[head, ...rows].map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0, fill)).join(' | ')} |`;
  return (
    [
      line(head),
      line(
        head.map(() => ''),
        '-',
      ),
      ...rows.map((cells) => line(cells)),
    ].join('\n') + '\n'
  );
}
