/** What a host says of itself every few seconds. */
export interface HostReport {
  readonly host: string;
  /** `stopped`: in good order, so its silence is no trouble. */
  readonly state: 'running' | 'stopped';
  readonly version: string;
  /** Of the pattern file in force: two hosts with the same have the same patterns. */
  readonly configHash: string;
  /** name=value each. */
  readonly labels: readonly string[];
  /** Whether automation is paused there for every service. */
  readonly paused: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** A host as the fleet knows it. */
export interface FleetHost extends HostReport {
  /** When it gave its last sign of life, by the clock of the NATS server; ISO 8601, UTC. */
  readonly seenAt: string;
}
