import type { FleetAnswer, FleetCommand, FleetCommandState } from './fleet-command.js';
import type { FleetEvent, PlacedEvent } from './fleet-event.js';
import type { FleetHost } from './host-report.js';

/** What the fleet's shared database holds. Any number of instances may write at the same time. */
export interface FleetStore {
  /** Takes in events in one transaction. Those that are there already change nothing. */
  project(events: readonly FleetEvent[]): Promise<void>;
  /** The place of the newest event; 0 when there is none. */
  newestPosition(): Promise<number>;
  /** Events of all hosts after a place, in their order; 0 starts at the beginning. */
  eventsAfter(position: number, limit: number): Promise<readonly PlacedEvent[]>;
  /**
   * Forgets a bounded number of what is older (ISO 8601): events, heals, commands, incidents that are over,
   * and hosts that gave no sign of life since. Open incidents stay with their events.
   *
   * @returns how many rows are gone; 0: nothing is left to forget
   */
  forget(before: string): Promise<number>;
  /** Takes in signs of life; one that is older than what is known changes nothing. */
  seen(hosts: readonly FleetHost[]): Promise<void>;
  /** By name. */
  hosts(): Promise<readonly FleetHost[]>;
  /**
   * Hosts that are silent and of which nobody is told yet, for this caller to tell: nobody else gets
   * them for a minute, and never once `silenceTold` was called.
   *
   * @param before ISO 8601: who gave no sign of life since then is silent
   */
  claimSilent(before: string, now: string): Promise<readonly FleetHost[]>;
  silenceTold(host: string): Promise<void>;
  /** Hosts whose silence was told and is over, each to one caller. */
  claimReturned(since: string): Promise<readonly FleetHost[]>;
  /** Keeps commands that are still to be sent. */
  order(commands: readonly FleetCommand[], now: string): Promise<void>;
  /** The oldest that are kept and not sent. */
  unsent(limit: number): Promise<readonly FleetCommand[]>;
  sent(ids: readonly string[]): Promise<void>;
  /** The first answer to a command counts. */
  answered(answers: readonly FleetAnswer[]): Promise<void>;
  /** Those that were given last, the newest first. */
  newestCommands(limit: number): Promise<readonly FleetCommandState[]>;
  /** Those of the ids that there are. */
  commands(ids: readonly string[]): Promise<readonly FleetCommandState[]>;
}
