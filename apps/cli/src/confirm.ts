import { createInterface } from 'node:readline/promises';
import { CommandFailure } from './command-failure.js';
import { exitCodes } from './exit-code.js';

/** @throws CommandFailure when the answer is no, or when there is nobody to ask and no `--yes` */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new CommandFailure(
      exitCodes.usage,
      `${question} There is no terminal to ask on: pass --yes.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim()))
    throw new CommandFailure(exitCodes.usage, 'Nothing was done.');
}
