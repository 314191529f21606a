import type { Pattern } from '../../api/types.js';

/** The sources that the patterns of a service read, most specific patterns first; all where a pattern reads all. */
export function sourcesOf(
  service: string,
  patterns: readonly Pick<Pattern, 'target' | 'sources'>[],
  all: readonly string[],
): string[] {
  const own = patterns.filter(({ target }) => target === service);
  const named = own.flatMap(({ sources }) => sources).filter((id) => all.includes(id));
  const rest = own.some(({ sources }) => sources.length === 0) ? all : [];
  return [...new Set([...named, ...rest])];
}
