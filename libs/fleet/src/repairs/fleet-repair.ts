/** A code fix as the API that has it tells of it. */
export interface FleetRepair {
  readonly id: string;
  /** FLEET_HOST of that API. */
  readonly instance: string;
  readonly status: 'queued' | 'running' | 'done';
  /** What people are shown of it; plain JSON without secrets. */
  readonly view: Readonly<Record<string, unknown>>;
  /** What its tasks did until now, oldest first; plain JSON without secrets. */
  readonly steps: readonly unknown[];
}

/** A code fix as the fleet's database has it. */
export interface KnownRepair extends FleetRepair {
  /** When its API last said that it has it, by the clock of the database; ISO 8601, UTC. */
  readonly toldAt: string;
  /** When its time was over without a word of its API; null while it is held, and once its end is told. */
  readonly lostAt: string | null;
}

/** Something to be done where a code fix is, asked for at another API. */
export interface RepairAct {
  readonly id: string;
  readonly repairId: string;
  readonly kind: 'cancel' | 'apply';
  /** `api:key-name`. */
  readonly who: string;
}

/** What came of an act: nothing more to say, or the problem that kept it from being done. */
export interface RepairActAnswer {
  readonly problem?: {
    readonly slug: string;
    readonly detail: string;
    readonly members: Readonly<Record<string, unknown>>;
  };
}
