import type { AlertMessage, AlertRaised } from '@app/contracts';

export const sampleMessage: AlertMessage = {
  kind: 'start',
  severity: 'error',
  service: 'api',
  pattern: 'api-crash',
  headline: 'api: healing (1/3): RESTART_SERVICE.',
  whoMustAct: 'No action needed.',
  symptom: 'api crashed (3 in a row, 2 tolerated)',
  evidence: ['ERROR connect ECONNREFUSED 127.0.0.1:5432'],
  links: [],
  host: 'host-1',
  incidentId: 'incident-1',
  at: '2026-01-01T00:00:00.000Z',
};

export function sampleAlert(alertId: string, change: Partial<AlertMessage> = {}): AlertRaised {
  return { alertId, message: { ...sampleMessage, ...change } };
}
