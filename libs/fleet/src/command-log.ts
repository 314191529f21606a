import type { FleetOutcome } from './fleet-command.js';

export const COMMAND_LOG = Symbol('CommandLog');

/** Which commands this host has carried out, across restarts. */
export interface CommandLog {
  outcomeOf(commandId: string): Promise<FleetOutcome | undefined>;
  save(commandId: string, outcome: FleetOutcome): Promise<void>;
}
