import type { AnyDomainEvent } from '@app/contracts';

/** The name by which the fleet reads a host's store of events. */
export const FOLLOWER = 'fleet';

/** An event on its way from its host to everybody else. */
export interface FleetEvent {
  /** The host's name in the fleet. */
  readonly host: string;
  /** Its place in the order of its host's store. */
  readonly sequence: number;
  readonly event: AnyDomainEvent;
}

/** An event as the whole fleet's order has it. */
export interface PlacedEvent extends FleetEvent {
  /** Its place among the events of all hosts: whoever has read up to one has missed nothing before it. */
  readonly position: number;
}

/** What an event is about; undefined where it is about the host itself. */
export function serviceOf({ payload }: AnyDomainEvent): string | undefined {
  if ('target' in payload) return payload.target ?? undefined;
  if ('plan' in payload) return payload.plan.target;
  return 'message' in payload && typeof payload.message === 'object'
    ? payload.message.service
    : undefined;
}
