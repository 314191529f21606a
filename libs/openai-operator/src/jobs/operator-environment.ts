import type { Environment } from '@app/settings';

export const OPERATOR_ENVIRONMENT = Symbol('OperatorEnvironment');

const PASSED_ON = /^(?:(?:OPENAI|CODEX|OUTBOUND)_|PM2_HOME$)/;
/** Says what to repair: set for each job, never inherited. */
const PER_JOB = /^CODEX_(?:TARGET_|ERROR_LOG_)/;

/** What an operator reads: the settings of the model, of the pipeline and of whom it may ask, and what a deploy by PM2 needs. */
export function operatorEnvironment(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && PASSED_ON.test(entry[0]) && !PER_JOB.test(entry[0]),
    ),
  );
}
