import { createHash } from 'node:crypto';

/** The same for errors that differ only in numbers, addresses, ids and times. */
export function errorFingerprint(text: string): string {
  const shape = text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '#')
    .replace(/\b(?=[0-9a-f]{0,63}\d)[0-9a-f]{8,64}\b/gi, '#')
    .replace(/\d+/g, '#');
  return createHash('sha256').update(shape).digest('hex');
}
