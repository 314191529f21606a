import type { ModelExchange, RepairFinished } from '@app/contracts';
import type { Redactor } from '@app/redaction';
import { renameSync, writeFileSync } from 'node:fs';

export type Ending = Pick<RepairFinished, 'outcome' | 'message' | 'diff' | 'exchanges'>;

/** An ending as people and files may see it: without secrets. */
export async function presentable(
  { outcome, message, diff, exchanges }: Ending,
  redactor: Redactor,
): Promise<Ending> {
  const shown = async (exchange: ModelExchange): Promise<ModelExchange> => ({
    ...exchange,
    prompt: await redactor.redact(exchange.prompt),
    answer: await redactor.redact(exchange.answer),
  });
  return {
    outcome,
    message: await redactor.redact(message),
    diff: await redactor.redact(diff),
    exchanges: await Promise.all(exchanges.map(shown)),
  };
}

/** By rename, so that a reader never sees half of it. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}
