import { statSync } from 'node:fs';
import { CommandFailure } from './command-failure.js';
import { exitCodes } from './exit-code.js';

/** @throws CommandFailure when there is no such file */
export function logArgument(path: string | undefined): string {
  if (path === undefined) throw new CommandFailure(exitCodes.usage, 'Name the log file to read.');
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return path;
  throw new CommandFailure(
    exitCodes.usage,
    found ? `${path} is not a file.` : `There is no file ${path}.`,
  );
}
