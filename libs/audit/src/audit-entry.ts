import type { AnyDomainEvent, HealActionSpec } from '@app/contracts';
import { outcomes } from './outcomes.js';

/** One line of the audit log before secrets are masked; plain JSON. */
export type AuditEntry = Readonly<Record<string, unknown>>;

/**
 * An event as people read it: when, what, of which incident, by which act with which parameters, how it
 * ended, then whatever else the event says.
 */
export function toAuditEntry(event: AnyDomainEvent): AuditEntry {
  const { id, name, correlationId, causationId, occurredAt, host, payload } = event;
  const outcome = outcomes[name];
  return {
    at: occurredAt,
    event: name,
    incident: correlationId,
    id,
    cause: causationId,
    host,
    ...(outcome === undefined ? {} : { outcome }),
    ...payload,
    ...('action' in payload ? flattenAction(payload.action) : {}),
  };
}

function flattenAction({ type, ...parameters }: HealActionSpec): AuditEntry {
  return { action: type, parameters };
}
