/** The pattern file is wrong, or not there. */
export class BadConfiguration extends Error {
  /** @param problems each with its place */
  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(
      `The pattern file has ${String(problems.length)} problem(s):\n${lines.join('\n')}\nCorrect them, or set ERROR_PATTERNS_CONFIG to another file; examples/error-patterns.yaml shows the form.`,
    );
    this.name = 'BadConfiguration';
  }
}

/** Another watchdog holds the data folder. */
export class AlreadyRunning extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AlreadyRunning';
  }
}
