import type { ProcessIdentity } from '@app/process-runner';

export const HEAL_CHILD_STORE = Symbol('HealChildStore');

/** A program that a heal started, as the operating system knows it. */
export interface HealChild extends ProcessIdentity {
  readonly healId: string;
}

/** The programs of heals that are under way, so that those of a dead watchdog are found. */
export interface HealChildStore {
  add(child: HealChild): Promise<void>;
  /** No harm when it is not there. */
  remove(child: HealChild): Promise<void>;
  list(): Promise<readonly HealChild[]>;
}
