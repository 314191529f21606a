/** What the REST API says of a fleet. All times are ISO 8601, UTC. */

export type HostState = 'running' | 'silent' | 'stopped';

export interface FleetHost {
  readonly host: string;
  readonly state: HostState;
  readonly seenAt: string;
  readonly startedAt: string;
  readonly version: string;
  /** Hosts with the same have the same pattern file. */
  readonly configHash: string;
  /** name=value each. */
  readonly labels: readonly string[];
  readonly paused: boolean;
}

export type CommandOutcome = 'waiting' | 'done' | 'refused' | 'expired';

export interface FleetCommand {
  readonly id: string;
  readonly host: string;
  readonly kind: string;
  readonly who: string;
  readonly requestedAt: string;
  readonly outcome: CommandOutcome;
  readonly message?: string;
}
