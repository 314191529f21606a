import type { ExitCode } from './exit-code.js';

/** Ends a command with a message for people and a code for scripts. */
export class CommandFailure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}
