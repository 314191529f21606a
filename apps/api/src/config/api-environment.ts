import type { Environment, VariableOrigin } from '@app/settings';

export const API_ENVIRONMENT = Symbol('ApiEnvironment');

/** The variables that the API was started with, and where each came from. */
export interface ApiEnvironment {
  readonly values: Environment;
  readonly originOf: (variable: string) => VariableOrigin;
}
