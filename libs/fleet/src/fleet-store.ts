import type { FleetEvent } from './fleet-event.js';

/** What the fleet's shared database takes in. Any number of instances may write at the same time. */
export interface FleetStore {
  /** Takes in events in one transaction. Those that are there already change nothing. */
  project(events: readonly FleetEvent[]): Promise<void>;
}
