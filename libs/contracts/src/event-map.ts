import type { AlertRaised } from './alert.js';
import type { ApiCalled } from './api-events.js';
import type { DetectionRaised } from './detection.js';
import type {
  AutomationPaused,
  AutomationResumed,
  HealApprovalRequired,
  HealFailed,
  HealIneffective,
  HealLoopClosed,
  HealLoopOpened,
  HealRequested,
  HealSkipped,
  HealStarted,
  HealSucceeded,
  HealVerified,
  IncidentResolved,
} from './heal-events.js';
import type { RepairApplied, RepairFinished, RepairReverted } from './repair.js';

export interface ConfigReloaded {
  readonly path: string;
  readonly patterns: number;
}

export interface ConfigRejected {
  readonly path: string;
  /** Every problem of the file, each with line and column. */
  readonly problems: readonly string[];
}

/** Somebody wants the pattern file read now. */
export interface ConfigReloadAsked {
  readonly who: string;
}

export interface WatchdogLifecycle {
  readonly pid: number;
  readonly version: string;
}

/** The whole system on one page: what can happen, and what is said when it does. */
export interface EventMap {
  'detection.raised': DetectionRaised;
  'heal.requested': HealRequested;
  'heal.approval-required': HealApprovalRequired;
  'heal.started': HealStarted;
  'heal.succeeded': HealSucceeded;
  'heal.failed': HealFailed;
  'heal.skipped': HealSkipped;
  'heal.verified': HealVerified;
  'heal.ineffective': HealIneffective;
  'heal-loop.opened': HealLoopOpened;
  'heal-loop.closed': HealLoopClosed;
  'automation.paused': AutomationPaused;
  'automation.resumed': AutomationResumed;
  'incident.resolved': IncidentResolved;
  'alert.raised': AlertRaised;
  'alert.resolved': AlertRaised;
  'repair.finished': RepairFinished;
  'repair.applied': RepairApplied;
  'repair.reverted': RepairReverted;
  'api.called': ApiCalled;
  'config.reload-asked': ConfigReloadAsked;
  'config.reloaded': ConfigReloaded;
  'config.rejected': ConfigRejected;
  'watchdog.started': WatchdogLifecycle;
  'watchdog.stopped': WatchdogLifecycle;
}

export type EventName = keyof EventMap;

/** Names that ask for something to be done; each has exactly one handler, checked at start. All others are facts. */
export const requestNames = ['heal.requested'] as const satisfies readonly EventName[];

/** One thing that happened, ready to be stored, sent and read as part of an incident's story. */
export interface DomainEvent<N extends EventName = EventName> {
  readonly id: string;
  readonly name: N;
  /** The incident this belongs to; the event's own id where it belongs to none. */
  readonly correlationId: string;
  /** The event that led to this one; null where a line, a clock or a person did. */
  readonly causationId: string | null;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly host: string;
  readonly payload: EventMap[N];
}

/** Every event as a union that narrows by `name`. */
export type AnyDomainEvent = { [N in EventName]: DomainEvent<N> }[EventName];
