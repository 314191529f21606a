import type { TraceEntry } from '@app/openai-operator';
import type { Redactor } from '@app/redaction';
import { appendFileSync, writeFileSync } from 'node:fs';

const MESSAGE_CHARS = 2_000;

/**
 * A file of JSON lines, one for each start and end of a task, in order, without secrets. Each is written
 * as soon as it is known: a run that is killed leaves what it did until then.
 *
 * @throws when the file cannot be written
 */
export function traceFile(path: string, redactor: Redactor) {
  writeFileSync(path, '', { mode: 0o600 });
  let written = Promise.resolve();
  const write = async (entry: TraceEntry, at: string): Promise<void> => {
    const message = entry.message?.slice(-MESSAGE_CHARS);
    const shown = message === undefined ? {} : { message: await redactor.redact(message) };
    appendFileSync(path, `${JSON.stringify({ at, ...entry, ...shown })}\n`);
  };
  return {
    add: (entry: TraceEntry): void => {
      const at = new Date().toISOString();
      written = written.then(() => write(entry, at));
    },
    close: (): Promise<void> => written,
  };
}
