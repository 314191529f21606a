import type { HealFailureReason } from '@app/contracts';
import type { RunResult } from '@app/process-runner';
import { stripVTControlCharacters } from 'node:util';
import type { HealDone, HealFailure, HealOutcome } from './heal-action.js';
import { abortReason } from './time-limit.js';

/** Reasons that may pass by themselves. */
const retryable: ReadonlySet<HealFailureReason> = new Set([
  'exit-code',
  'timeout',
  'cancelled',
  'unreachable',
  'unhealthy',
]);

export function done(summary: string, output = ''): HealDone {
  return { ok: true, summary, output: stripVTControlCharacters(output) };
}

export function failure(reason: HealFailureReason, message: string, output = ''): HealFailure {
  return {
    ok: false,
    reason,
    message,
    retryable: retryable.has(reason),
    output: stripVTControlCharacters(output),
  };
}

/** How work that heeds the signal ended, once the signal has aborted. */
export function aborted(what: string, signal: AbortSignal, output = ''): HealFailure {
  return abortReason(signal) === 'timeout'
    ? tookTooLong(what, output)
    : failure('cancelled', `${what} was cancelled before it ended.`, output);
}

function tookTooLong(what: string, output: string): HealFailure {
  return failure(
    'timeout',
    `${what} took longer than its time limit and was ended. See its output, or raise timeoutMs.`,
    output,
  );
}

/**
 * The outcome of an action that is one child process.
 *
 * @param what ran, as people would name it at the start of a sentence
 */
export function runOutcome(result: RunResult, what: string, signal: AbortSignal): HealOutcome {
  const { output } = result;
  switch (result.outcome) {
    case 'exited':
      return result.exitCode === 0
        ? done(`${what} ended well after ${seconds(result.durationMs)}.`, output)
        : failure('exit-code', exitMessage(what, `exit code ${String(result.exitCode)}`), output);
    case 'signalled':
      return failure('exit-code', exitMessage(what, result.signal), output);
    case 'timed-out':
      return tookTooLong(what, output);
    case 'cancelled':
      return aborted(what, signal, output);
    case 'not-found':
    case 'not-started':
      return failure('not-found', `${what} could not be started: ${result.message}`, output);
  }
}

function exitMessage(what: string, ending: string): string {
  return `${what} ended with ${ending}. See its output for the cause.`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
