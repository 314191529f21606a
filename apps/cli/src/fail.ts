import { SettingsError } from '@app/settings';
import { CommandFailure } from './command-failure.js';
import { type ExitCode, exitCodes } from './exit-code.js';

/** The one place where a command's error becomes a message and an exit code. */
export function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

/** Commander has printed its message already, and would exit with 1 whatever is wrong. */
export function failByUsage(error: Error): void {
  process.exit('exitCode' in error && error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  return error instanceof SettingsError ? exitCodes.config : exitCodes.healFailed;
}
