import type { ColumnType, Generated } from 'kysely';
import type { HealChildrenTable } from './heal-children-table.js';
import type { EventCursorsTable, FleetCommandsTable } from './fleet-tables.js';

/** ISO 8601, UTC, always with milliseconds, so that text order is time order. */
type Timestamp = string;
/** A JSON document as text. */
type Json = string;

export interface EventsTable {
  sequence: Generated<number>;
  id: string;
  name: string;
  correlation_id: string;
  causation_id: string | null;
  occurred_at: Timestamp;
  host: string;
  payload: Json;
  /** Null until a watchdog has run all handlers. */
  delivered_at: Timestamp | null;
}

/** One row per trouble from its first detection to its end; at most one open row per key. */
export interface IncidentsTable {
  id: string;
  key: string;
  target: string;
  title: string;
  severity: string;
  status: 'open' | 'resolved';
  opened_at: Timestamp;
  last_seen_at: Timestamp;
  resolved_at: Timestamp | null;
  /** `verified`, `quiet` or `person`. */
  resolved_by: string | null;
  detections: number;
  heals: number;
  suppressed: number;
  /** When a detection was passed over because another heal had its target; null once that is decided anew. */
  missed_at: Timestamp | null;
  /** The newest DetectionRaised, for whoever looks the incident up. */
  detection: Json;
}

export interface CheckpointsTable {
  stream_id: string;
  source_id: string;
  path: string;
  device: string;
  inode: string;
  offset: number;
  signature_length: number;
  signature: string;
  /** What else the tailing lib wants to find again; null when nothing. */
  state: string | null;
  updated_at: Timestamp;
  /** Since the stream was met, over all its rotations. */
  bytes_read: Generated<number>;
}

/** Lines that were lost before they could be read: one row per time that it happened. */
export interface GapsTable {
  sequence: Generated<number>;
  stream_id: string;
  path: string;
  bytes: number;
  noted_at: Timestamp;
}

export interface StreaksTable {
  key: string;
  pattern_id: string;
  state: Json;
  updated_at: Timestamp;
}

export interface HealsTable {
  id: string;
  incident_id: string;
  key: string;
  target: string;
  action_type: string;
  action: Json;
  status: string;
  attempt: number;
  requested_by: string;
  reason: string;
  requested_at: Timestamp;
  expires_at: Timestamp | null;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  verified_at: Timestamp | null;
  /** The whole record as the healing lib knows it. */
  record: Json;
}

export interface LoopGuardsTable {
  key: string;
  trigger_key: string;
  target: string;
  action_type: string;
  state: Json;
  updated_at: Timestamp;
}

export interface AlertsTable {
  id: string;
  incident_id: string;
  kind: string;
  severity: string;
  message: Json;
  created_at: Timestamp;
  service: string | null;
  /** The id of the pattern, resource rule or probe. */
  pattern: string | null;
  /** Alerts that say the same have the same. */
  dedup_key: string | null;
}

/** One alert on its way to one channel. */
export interface DeliveriesTable {
  sequence: Generated<number>;
  id: string;
  alert_id: string;
  incident_id: string;
  channel: string;
  status: 'pending' | 'delivered' | 'failed' | 'suppressed';
  attempts: number;
  next_attempt_at: Timestamp;
  delivered_at: Timestamp | null;
  /** Why the last try failed, or why there is none. */
  last_error: string | null;
  /** Deliveries of one group that are due together become one message; null: never. */
  group_key: string | null;
  /** Set while a try is under way; found set at the next start, the try was cut off. */
  sending_since: Timestamp | null;
}

/** What is known of a channel across restarts. */
export interface AlertChannelsTable {
  channel: string;
  /** The service asked for no message before this. */
  not_before: Timestamp | null;
  dead_since: Timestamp | null;
  /** Of the address that was dead; another address is another chance. */
  dead_fingerprint: string | null;
  dead_error: string | null;
}

/** The message of an incident in a channel that can edit. */
export interface AlertThreadsTable {
  channel: string;
  incident_id: string;
  /** As the channel gave it. */
  reference: string;
  updated_at: Timestamp;
}

export interface SilencesTable {
  id: string;
  matchers: Json;
  reason: string;
  created_by: string;
  starts_at: Timestamp;
  ends_at: Timestamp;
}

/** What the model said of an error, by the error's fingerprint. */
export interface ErrorSummariesTable {
  fingerprint: string;
  summary: Json;
  created_at: Timestamp;
}

/** What summaries cost, per day (UTC). */
export interface SummarySpendingTable {
  day: string;
  requests: number;
  tokens: number;
}

export interface RepairJobsTable {
  id: string;
  status: string;
  request: Json;
  result: Json | null;
  created_at: Timestamp;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
}

export interface PausesTable {
  id: string;
  /** Null: everything. */
  target: string | null;
  since: Timestamp;
  until: Timestamp;
  reason: string;
  who: string;
}

/** One row: the watchdog that holds this data folder, or the last that did. */
export interface WatchdogStatusTable {
  id: ColumnType<1, 1, never>;
  pid: number;
  host: string;
  version: string;
  started_at: Timestamp;
  last_tick_at: Timestamp;
  stopped_at: Timestamp | null;
  /** WatchdogReport: what it watches, what is off. */
  report: Json;
}

/** What a monitor measured, for charts; kept for a bounded time. */
export interface MeasurementsTable {
  sequence: Generated<number>;
  /** `cpu`, `memory`, `probe:ID`, `service-memory:NAME`. */
  name: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Null where nothing could be measured, for instance a probe without an answer. */
  value: number | null;
  ok: 0 | 1;
  /** For people; empty when all is well. */
  message: string;
}

export interface ApiKeysTable {
  id: string;
  name: string;
  scope: 'read' | 'heal' | 'admin';
  hash: string;
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp | null;
  revoked_at: Timestamp | null;
}

/** Requests with an Idempotency-Key; those older than a day go. */
export interface AnsweredRequestsTable {
  id: string;
  fingerprint: string;
  created_at: Timestamp;
  /** StoredAnswer; null until it is there. */
  answer: Json | null;
}

export interface ModelSpendingTable {
  id: string;
  repair_id: string;
  /** `2026-11-23`, UTC. */
  day: string;
  model: string;
  /** Set aside, then what was used. */
  tokens: number;
  micro_usd: number;
}

export interface RepairRunsTable {
  repair_id: string;
  day: string;
  duration_ms: number;
}

export interface AppliedFixesTable {
  id: string;
  repair_id: string;
  incident_id: string | null;
  /** Which error in which file. */
  fingerprint: string;
  file_path: string;
  /** The whole text of the file. */
  before: string;
  after: string;
  status: string;
  applied_at: Timestamp;
  watch_until: Timestamp;
  ended_at: Timestamp | null;
  /** Null where it needed no approval. */
  proposed_at: Timestamp | null;
}

export interface Schema {
  events: EventsTable;
  incidents: IncidentsTable;
  checkpoints: CheckpointsTable;
  gaps: GapsTable;
  streaks: StreaksTable;
  heals: HealsTable;
  heal_children: HealChildrenTable;
  loop_guards: LoopGuardsTable;
  alerts: AlertsTable;
  deliveries: DeliveriesTable;
  alert_channels: AlertChannelsTable;
  alert_threads: AlertThreadsTable;
  silences: SilencesTable;
  error_summaries: ErrorSummariesTable;
  summary_spending: SummarySpendingTable;
  repair_jobs: RepairJobsTable;
  pauses: PausesTable;
  watchdog_status: WatchdogStatusTable;
  measurements: MeasurementsTable;
  api_keys: ApiKeysTable;
  answered_requests: AnsweredRequestsTable;
  model_spending: ModelSpendingTable;
  repair_runs: RepairRunsTable;
  applied_fixes: AppliedFixesTable;
  event_cursors: EventCursorsTable;
  fleet_commands: FleetCommandsTable;
}
