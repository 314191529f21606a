import { type ErrorSignature, signaturesIn } from '../reproduction/error-signature.js';

/** Which error in which file, for people and for comparison. */
export function fingerprintOf(filePath: string, { name, message }: ErrorSignature): string {
  return `${filePath}: ${name}: ${message}`;
}

/** The error that a log ends with; empty where it names none. */
export function fingerprintIn(filePath: string, log: string): string {
  const signature = signaturesIn(log).at(-1);
  return signature ? fingerprintOf(filePath, signature) : '';
}
