const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'PM2_HOME',
];

/**
 * The environment for a child: what any program needs to run, and what is named, nothing else.
 * Keys and webhooks of the watchdog stay with the watchdog.
 */
export function childEnvironment(
  extra: Readonly<Record<string, string>> = {},
  passOn: readonly string[] = [],
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of [...PASSED_ON, ...passOn]) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...extra };
}
