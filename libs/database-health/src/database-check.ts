import type { DatabaseAddress } from './database-address.js';

/** What a server told of itself; what it does not tell is absent. */
export interface Findings {
  /** For people: what the server is, after its name and without a final dot: `answers as version 15.4`. */
  readonly detail: string;
  /** Why it is ill although it answers. */
  readonly trouble?: string | undefined;
  readonly connectionsPercent?: number | undefined;
  /** How far a replica, or the replica furthest behind, is behind; 0 where there is none. */
  readonly replicationLagSeconds?: number | undefined;
  /** How full the place is that its data is kept in: the disk, or the memory that it may use. */
  readonly storagePercent?: number | undefined;
  readonly dataMb?: number | undefined;
}

/** How to find out that servers of one kind are well, over their own protocol. */
export interface DatabaseCheck {
  /**
   * Logs in as the address says, asks, and leaves as a client should.
   *
   * @param signal ends the conversation at once
   * @throws what the server or the connection answered instead
   */
  ask(address: DatabaseAddress, signal: AbortSignal): Promise<Findings>;
  /** Whether a thrown error says that the server is alive, but does not let this check in. */
  refusesLogin(error: unknown): boolean;
}
