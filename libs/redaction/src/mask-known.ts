import { MASK } from './redactor.js';

/** Shorter ones would mask words that are none. */
const SHORTEST_KNOWN_SECRET = 6;

/** Masks values that this process itself holds, such as its API key, the longest first. */
export function maskKnown(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_KNOWN_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}
