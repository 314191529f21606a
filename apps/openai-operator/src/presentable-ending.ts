import type { RepairFinished } from '@app/contracts';
import { type Redactor, redactStrings } from '@app/redaction';
import { renameSync, writeFileSync } from 'node:fs';

export type Ending = Pick<
  RepairFinished,
  'outcome' | 'message' | 'diff' | 'exchanges' | 'attempts' | 'cost'
>;

/** An ending as people and files may see it: without secrets. */
export async function presentable(ending: Ending, redactor: Redactor): Promise<Ending> {
  return (await redactStrings(ending, redactor)) as Ending;
}

/** By rename, so that a reader never sees half of it. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}
