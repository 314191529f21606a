import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** `| threat | defence | [file](../path) “name of a test” “another” |` */
const ROW = /^\| ([^|]+) \| [^|]+ \| \[[^\]]+\]\(\.\.\/([^)]+)\) ([^|]+) \|$/gm;

export interface ShownThreat {
  readonly threat: string;
  /** A spec, from the root of the repository. */
  readonly file: string;
  /** Of the test in it. */
  readonly name: string;
}

/** What the tables of a page of the documentation promise: which test shows which threat met. */
export function threatTable(page: string): readonly ShownThreat[] {
  return [...readFileSync(join(ROOT, page), 'utf8').matchAll(ROW)].flatMap(
    ([, threat = '', file = '', names = '']) =>
      [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({
        threat: threat.trim(),
        file,
        name,
      })),
  );
}
