import type { Generated } from 'kysely';

/** The host's number of the event that said so last: what comes late from before it changes nothing. */
type Sequence = string | number;
/** ISO 8601, UTC. */
type Timestamp = string;

export interface FleetEventsTable {
  id: string;
  host: string;
  sequence: Sequence;
  name: string;
  /** Null where it is about the host itself. */
  service: string | null;
  correlation_id: string;
  causation_id: string | null;
  occurred_at: Timestamp;
  /** JSON as text: log lines may hold what PostgreSQL's own JSON refuses. */
  payload: string;
  /** In the order in which events of all hosts became visible here; with gaps. */
  position: Generated<Sequence>;
}

export interface FleetHealsTable {
  id: string;
  incident_id: string;
  host: string;
  service: string;
  action_type: string;
  status: string;
  changed_at: Timestamp;
  sequence: Sequence;
}

export interface FleetIncidentsTable {
  id: string;
  host: string;
  service: string;
  title: string;
  status: 'open' | 'resolved';
  opened_at: Timestamp;
  changed_at: Timestamp;
  sequence: Sequence;
}

export interface FleetHostsTable {
  host: string;
  state: string;
  seen_at: Timestamp;
  /** HostReport as JSON. */
  report: string;
  silence_told: Generated<boolean>;
  /** When an instance took it on itself to tell of the silence. */
  claimed_at: Generated<Timestamp | null>;
}

export interface FleetCommandsTable {
  id: string;
  host: string;
  /** FleetCommand as JSON. */
  command: string;
  requested_at: Timestamp;
  sent: Generated<boolean>;
  /** FleetOutcome as JSON; null while the host has not answered. */
  answer: Generated<string | null>;
}

export interface FleetRepairsTable {
  id: string;
  instance: string;
  status: 'queued' | 'running' | 'done';
  /** JSON each. */
  view: string;
  steps: string;
  told_at: Generated<Date>;
  lost_at: Generated<Date | null>;
}

export interface FleetRepairActsTable {
  id: string;
  repair_id: string;
  kind: 'cancel' | 'apply';
  who: string;
  asked_at: Generated<Date>;
  taken_at: Generated<Date | null>;
  /** RepairActAnswer as JSON. */
  answer: Generated<string | null>;
}

export interface FleetRequestsTable {
  id: string;
  fingerprint: string;
  admitted_at: Generated<Date>;
  /** StoredAnswer as JSON; null while there is none. */
  answer: string | null;
}

export interface FleetSchema {
  fleet_repairs: FleetRepairsTable;
  fleet_repair_acts: FleetRepairActsTable;
  fleet_requests: FleetRequestsTable;
  fleet_commands: FleetCommandsTable;
  fleet_hosts: FleetHostsTable;
  fleet_events: FleetEventsTable;
  fleet_heals: FleetHealsTable;
  fleet_incidents: FleetIncidentsTable;
}
