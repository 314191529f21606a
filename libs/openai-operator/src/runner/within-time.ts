import { type RunContext, stop, type StepResult } from '../steps/step.js';

/** Runs something with a signal that also aborts when the time is over. */
export async function withinTime(
  seconds: number | undefined,
  context: RunContext,
  run: (context: RunContext) => Promise<StepResult>,
): Promise<StepResult> {
  if (seconds === undefined) return run(context);
  const limit = AbortSignal.timeout(seconds * 1_000);
  const signal = AbortSignal.any([context.signal, limit]);
  const result = await run({ ...context, signal });
  return !result.ok && limit.aborted && !context.signal.aborted
    ? stop('rejected', `It took longer than ${String(seconds)} s and was stopped.`)
    : result;
}
