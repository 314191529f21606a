export const SPENDING_STORE = Symbol('SpendingStore');

/** What questions to models cost, in tokens and in millionths of a US dollar. */
export interface Amount {
  readonly tokens: number;
  readonly microUsd: number;
}

export interface SpendingEntry extends Amount {
  readonly id: string;
  /** The fix that it is spent for. */
  readonly repairId: string;
  /** `2026-11-23`, UTC. */
  readonly day: string;
  readonly model: string;
}

/** What may be spent at most, for one fix and for all fixes of one day. */
export interface SpendingLimits {
  readonly perFix: Amount;
  readonly perDay: Amount;
}

/** Keeps what was spent. Survives restarts; what a dead process had set aside counts as spent. */
export interface SpendingStore {
  /**
   * Sets an amount aside before it is spent, in one step: two processes together never go beyond.
   *
   * @returns false, and nothing is set aside, where a limit leaves no room for it
   */
  reserve(entry: SpendingEntry, limits: SpendingLimits): Promise<boolean>;
  /** Replaces what was set aside by what it came to. */
  settle(id: string, amount: Amount): Promise<void>;
  spent(by: { readonly repairId: string } | { readonly day: string }): Promise<Amount>;
  /** A fix begins; its time counts for that day. */
  begin(repairId: string, day: string): Promise<void>;
  /** How long it has run until now, in milliseconds. */
  ran(repairId: string, durationMs: number): Promise<void>;
  /** How long all fixes of a day ran together, in milliseconds. */
  timeOf(day: string): Promise<number>;
}
