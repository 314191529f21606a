import type { AlertMessage } from '@app/contracts';

/** What the other channels say of one that no longer exists. Raw: clean it before it goes anywhere. */
export function composeDeadChannel(
  channel: { readonly id: string; readonly variable: string },
  error: string,
  { host, at }: { readonly host: string; readonly at: string },
): AlertMessage {
  return {
    kind: 'notice',
    severity: 'error',
    service: 'zion-autoheal',
    headline: `The alert channel ${channel.id} no longer exists; alerts for it wait.`,
    whoMustAct: `You: set a new ${channel.variable} and restart the watchdog, or once it works again: autoheal alert test`,
    symptom: `It answered ${error}`,
    evidence: [],
    links: [],
    host,
    incidentId: `channel-${channel.id}`,
    at,
  };
}
