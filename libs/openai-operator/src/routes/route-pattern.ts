/** A route as somebody asked for it. */
export interface AskedRoute {
  /** Lower case; undefined where none was named. */
  readonly method: string | undefined;
  readonly segments: readonly string[];
}

const ASKED = /^(?:([A-Za-z]+)\s+)?(?:https?:\/\/[^/\s]+)?(\/?[^\s?#]*)/;
const PARAMETER = /^(?::.+|\{.+\}|\[\[?(?:\.{3})?.+\]\]?|\*.*)$/;
const REST = /^(?:\*.*|\[\[?\.{3}.+\]\]?|\{\*.+\}|:\w+\*)$/;

/** Reads `GET /api/cart/42?x=1`, `/cart/:id`, `https://shop.test/cart`. */
export function parseRoute(route: string): AskedRoute {
  const [, method, path = ''] = ASKED.exec(route.trim()) ?? [];
  return { method: method?.toLowerCase(), segments: segmentsOf(path) };
}

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/**
 * How well the pattern of a handler fits what was asked for; 0 when it does not. A literal segment counts
 * more than a parameter. The pattern may lack the head of the route: a prefix that is set elsewhere.
 */
export function fit(pattern: readonly string[], asked: readonly string[]): number {
  const rest = pattern.findIndex((segment) => REST.test(segment));
  const fixed = rest === -1 ? pattern : pattern.slice(0, rest);
  const missing = rest === -1 ? asked.length - fixed.length : 0;
  if (missing < 0 || fixed.length > asked.length) return 0;
  // Without any literal of its own, a pattern behind an unknown prefix would fit everything.
  const tail = asked.slice(missing);
  const scores = fixed.map((segment, index) => segmentFit(segment, tail[index] ?? ''));
  if (scores.includes(0) || (missing > 0 && !scores.includes(LITERAL))) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  return 1 + sum * 4 - missing - (rest === -1 ? 0 : 1);
}

const LITERAL = 3;

function segmentFit(pattern: string, asked: string): number {
  if (pattern.toLowerCase() === asked.toLowerCase()) return LITERAL;
  if (PARAMETER.test(pattern)) return PARAMETER.test(asked) ? 2 : 1;
  return 0;
}
