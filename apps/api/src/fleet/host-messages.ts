import type { AlertMessage } from '@app/contracts';
import type { FleetHost } from '@app/fleet';

const SERVICE = 'zion-autoheal';

export function hostSilent(host: FleetHost, now: number): AlertMessage {
  return {
    ...common(host, now),
    kind: 'notice',
    severity: 'critical',
    incidentId: incidentOf(host),
    headline: `${host.host} has given the fleet no sign of life since ${host.seenAt}.`,
    whoMustAct: `You: look whether ${host.host} runs and reaches NATS. Its watchdog heals without the fleet, if it runs.`,
  };
}

export function hostBack(host: FleetHost, now: number): AlertMessage {
  return {
    ...common(host, now),
    kind: 'recovery',
    severity: 'info',
    incidentId: incidentOf(host),
    headline: `${host.host} gives the fleet signs of life again.`,
    whoMustAct: 'No action needed.',
  };
}

/** One at a time for each host: its end closes it. */
function incidentOf({ host }: FleetHost): string {
  return `fleet-host-silent-${host}`;
}

function common({ host }: FleetHost, now: number) {
  return { service: SERVICE, evidence: [], links: [], host, at: new Date(now).toISOString() };
}
