import type { AnyDomainEvent } from '@app/contracts';

export const PAUSE_STORE = Symbol('PauseStore');

/** Automation rests: detections go on, heals don't. Always ends. Times ISO 8601, UTC. */
export interface Pause {
  readonly id: string;
  /** Null: everything, for instance while a release is rolled out. */
  readonly target: string | null;
  readonly since: string;
  readonly until: string;
  readonly reason: string;
  readonly who: string;
}

export interface PauseStore {
  /** Stores a pause with its event; an earlier one of the same target ends. */
  begin(pause: Pause, event: AnyDomainEvent): Promise<void>;
  /**
   * Ends the pause of a target now, and stores the event with it.
   *
   * @returns false, and stores nothing, when there was none
   */
  end(target: string | null, at: string, event: AnyDomainEvent): Promise<boolean>;
  /** Those that hold at a moment, the longest first. */
  at(moment: string): Promise<readonly Pause[]>;
}
