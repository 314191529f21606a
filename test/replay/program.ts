import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A replacement of some lines. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

/** One line of the tables of examples: what is called, and what it must give. */
export interface Example {
  readonly title: string;
  readonly actual: string;
  readonly expected: string;
}

/** A small program with one real bug. */
export interface Program {
  readonly name: string;
  /** Its place in the set, from 0: which tricks take their turn with it. */
  readonly number: number;
  /** The kind of its bug. */
  readonly kind: string;
  /** What crashes it: an expression over `m`, the module. */
  readonly crash: string;
  /** The file with the bug comes first. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly source: string;
  /** What its tests show; one fails. */
  readonly tests: readonly Example[];
  /** What only we look at: tells a right patch from one that merely passes. */
  readonly heldOut: readonly Example[];
  readonly right: Change;
  readonly wrong: Change;
}

const SECTION = /^-- (.+) --$/m;
const PROGRAMS = join(import.meta.dirname, 'programs');

export function loadPrograms(): Program[] {
  return readdirSync(PROGRAMS)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file, number) =>
      parseProgram(basename(file, '.txt'), number, readFileSync(join(PROGRAMS, file), 'utf8')),
    );
}

/**
 * Reads `key: value` lines and then sections: files by their path, `tests`, `held-out`, `right` and `wrong`.
 *
 * @throws when something is missing
 */
function parseProgram(name: string, number: number, text: string): Program {
  const [head = '', ...parts] = text.split(SECTION);
  const sections = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2)
    sections.set(parts[at] ?? '', (parts[at + 1] ?? '').replace(/^\n/, ''));
  const field = (key: string): string => {
    const value = new RegExp(`^${key}: (.+)$`, 'm').exec(head)?.[1];
    if (value === undefined) throw new Error(`${name}: no "${key}: …" at its head`);
    return value;
  };
  const section = (key: string): string => {
    const value = sections.get(key);
    if (value === undefined) throw new Error(`${name}: no section "${key}"`);
    return value;
  };
  const files = new Map([...sections].filter(([path]) => path.includes('/')));
  const [file, source] = [...files][0] ?? [];
  if (file === undefined || source === undefined) throw new Error(`${name}: no file`);
  const change = (key: string): Change => readChange(`${name}: ${key}`, section(key), source);
  return {
    name,
    number,
    kind: field('kind'),
    crash: field('crash'),
    files,
    file,
    source,
    tests: section('tests').trim().split('\n').map(readExample),
    heldOut: section('held-out').trim().split('\n').map(readExample),
    right: change('right'),
    wrong: change('wrong'),
  };
}

/** `title | actual | expected` */
function readExample(line: string): Example {
  const [title, actual, expected, ...more] = line.split(' | ').map((part) => part.trim());
  if (title === undefined || actual === undefined || expected === undefined || more.length > 0)
    throw new Error(`Not "title | actual | expected": ${line}`);
  return { title, actual, expected };
}

function readChange(what: string, text: string, source: string): Change {
  const [from, to, ...more] = text.split('=====\n');
  if (from === undefined || to === undefined || more.length > 0)
    throw new Error(`${what} is not "lines, =====, lines"`);
  if (source.split(from).length !== 2) throw new Error(`${what} does not fit one place`);
  return { from, to };
}

/** The file as a change leaves it. */
export function changed({ source }: Program, { from, to }: Change): string {
  return source.replace(from, () => to);
}
