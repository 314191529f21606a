/** What a script can rely on. */
export const exitCodes = {
  done: 0,
  healFailed: 1,
  usage: 2,
  config: 3,
  loopOpen: 4,
  alreadyRunning: 5,
  unreachable: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
