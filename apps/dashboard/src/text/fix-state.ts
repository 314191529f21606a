import type { Fix } from '../api/repair-types.js';

/** A proposal that nobody applied in time: the API refuses it from then on. */
export function isExpired({ status, expiresAt }: Fix, nowMs = Date.now()): boolean {
  return status === 'proposed' && expiresAt !== null && Date.parse(expiresAt) <= nowMs;
}

/** Whether a person may still decide on it. */
export function isOpen(fix: Fix, nowMs = Date.now()): boolean {
  return fix.status === 'proposed' && !isExpired(fix, nowMs);
}
