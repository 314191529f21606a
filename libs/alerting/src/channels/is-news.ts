import type { AlertMessage } from '@app/contracts';

/** Whether an alert is posted anew, so that phones ring, and not by a change of the incident's message. */
export function isNews({ kind, severity }: AlertMessage): boolean {
  return severity === 'critical' || kind === 'recovery' || kind === 'approval';
}
