import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

const DAY_MS = 86_400_000;

/**
 * For how many days the server's certificate is still valid.
 *
 * @returns undefined where the connection is not encrypted
 */
export function certificateDays({ socket }: IncomingMessage, now: number): number | undefined {
  if (!('getPeerCertificate' in socket)) return undefined;
  const { valid_to } = (socket as TLSSocket).getPeerCertificate();
  const days = (Date.parse(valid_to) - now) / DAY_MS;
  return Number.isNaN(days) ? undefined : Math.floor(days);
}
