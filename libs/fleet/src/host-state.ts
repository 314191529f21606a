import type { FleetHost } from './host-report.js';

/** `silent`: no sign of life for too long, although it did not stop in good order. */
export function hostState(
  { state, seenAt }: FleetHost,
  silentMs: number,
  now: number,
): 'running' | 'silent' | 'stopped' {
  return state === 'running' && Date.parse(seenAt) < now - silentMs ? 'silent' : state;
}
