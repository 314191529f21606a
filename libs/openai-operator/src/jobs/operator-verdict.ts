import type { RunResult } from '@app/process-runner';
import { endings } from './repair-endings.js';
import type { OperatorResult } from './operator-result.js';

/**
 * How a repair ended, from how its process ended and what it wrote.
 *
 * A kept patch stays kept, whatever happened afterwards: the file on disk is changed.
 */
export function operatorVerdict(
  run: RunResult,
  written: OperatorResult | undefined,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): OperatorResult {
  if (written && (written.outcome === 'kept' || run.outcome === 'exited')) return written;
  const ending =
    run.outcome === 'cancelled'
      ? endings.stopped(limits.signal)
      : endings.failed(message(run, limits.timeoutMs));
  return written ? { ...written, outcome: ending.outcome, message: ending.message } : ending;
}

function message(run: Exclude<RunResult, { outcome: 'cancelled' }>, timeoutMs: number): string {
  switch (run.outcome) {
    case 'timed-out':
      return `The repair took longer than ${String(timeoutMs / 1_000)} s and was stopped. Make the tests faster, or raise CODEX_JOB_TIMEOUT_MS.`;
    case 'exited':
      return `The operator ended with exit code ${String(run.exitCode)} and no result${said(run)}`;
    case 'signalled':
      return `The operator was ended by ${run.signal}${said(run)}`;
    case 'not-found':
    case 'not-started':
      return `The operator could not be started: ${run.message}`;
  }
}

function said(run: RunResult): string {
  const lastLine = run.output.trimEnd().split('\n').at(-1) ?? '';
  return lastLine === '' ? '.' : `: ${lastLine}`;
}
