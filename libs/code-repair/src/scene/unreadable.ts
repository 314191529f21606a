/** What an engine says when a member of nothing is read. */
export interface Unreadable {
  readonly value: 'undefined' | 'null';
  readonly property: string;
}

const NODE = /Cannot read propert(?:y|ies) of (undefined|null) \(reading '([^']+)'\)/;
const NODE_BEFORE_16 = /Cannot read property '([^']+)' of (undefined|null)/;
const FIREFOX = /can't access property "([^"]+)", .* is (undefined|null)/;
const SAFARI = /(undefined|null) is not an object \(evaluating '[^']*?([\w$]+)'?\)?(?:\(|'|$)/;

export function unreadable(message: string): Unreadable | undefined {
  const byValue = NODE.exec(message) ?? SAFARI.exec(message);
  if (byValue) return { value: asValue(byValue[1]), property: byValue[2] ?? '' };
  const byName = NODE_BEFORE_16.exec(message) ?? FIREFOX.exec(message);
  return byName ? { value: asValue(byName[2]), property: byName[1] ?? '' } : undefined;
}

function asValue(text: string | undefined): 'undefined' | 'null' {
  return text === 'null' ? 'null' : 'undefined';
}
