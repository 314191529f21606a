export interface EventCursorsTable {
  follower: string;
  /** Of the last event that is done. */
  sequence: number;
}

/** Commands of the fleet that were carried out here. */
export interface FleetCommandsTable {
  id: string;
  /** JSON. */
  outcome: string;
  /** ISO 8601, UTC. */
  done_at: string;
}
