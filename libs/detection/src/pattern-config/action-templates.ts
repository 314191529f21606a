const TEMPLATE = /\$\{(\w+)\}/g;
const STAND_IN = /zqcapture(\w+?)zq/g;

/**
 * Puts plain words in the places of `${capture}`, so that the rules of an action's parameters judge
 * what stands around it: the value itself is judged when a line brings it.
 */
export function hideTemplates<T>(value: T): T {
  return mapTexts(value, (text) => text.replaceAll(TEMPLATE, 'zqcapture$1zq')) as T;
}

/** Undoes `hideTemplates`. */
export function showTemplates<T>(value: T): T {
  return mapTexts(value, (text) => text.replaceAll(STAND_IN, '${$1}')) as T;
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapTexts(member, map)]),
  );
}
