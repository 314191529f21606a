export interface SettingsProblem {
  readonly variable: string;
  /** As it was given, masked where the variable is a secret; undefined when it is missing. */
  readonly value: string | undefined;
  readonly rule: string;
}

/** Everything that is wrong with the environment, at once. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly SettingsProblem[]) {
    const lines = problems.map(
      ({ variable, value, rule }) =>
        `  ${variable}${value === undefined ? ' is not set' : `=${value}`}: ${rule}`,
    );
    super(
      `The settings have ${String(problems.length)} problem(s):\n${lines.join('\n')}\nCorrect them in .env.local, .env or the environment, then start again.`,
    );
    this.name = 'SettingsError';
  }
}
