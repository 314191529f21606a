/** How long the database may let us wait; milliseconds. */
export interface DatabaseLimits {
  /** For a connection, from the pool or a new one. */
  readonly connectMs: number;
  /** For a statement: the server itself ends one that takes longer. */
  readonly statementMs: number;
  /** For a lock that another session holds. */
  readonly lockMs: number;
  /** Without a word from the server, whatever was asked: the connection is dead then, and is given up. */
  readonly silentMs: number;
}

/** For what goes on all the time. */
export const ordinaryLimits: DatabaseLimits = {
  connectMs: 5_000,
  statementMs: 20_000,
  lockMs: 10_000,
  silentMs: 30_000,
};

/** Changes of big tables take their time, and the first instance is waited for by all others. */
export const migrationLimits: DatabaseLimits = {
  connectMs: 5_000,
  statementMs: 600_000,
  lockMs: 600_000,
  silentMs: 630_000,
};
