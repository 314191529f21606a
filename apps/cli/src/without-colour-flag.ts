const FLAG = '--no-color';

/**
 * What prints in colour has looked for the flag or `NO_COLOR` by itself; no command knows the flag, and
 * every one takes it. Behind `--` the words are another program's.
 */
export function withoutColourFlag(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): string[] {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  if (own.includes(FLAG)) environment['NO_COLOR'] = '1';
  return [...own.filter((word) => word !== FLAG), ...argv.slice(own.length)];
}
