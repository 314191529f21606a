import type { AnyDomainEvent } from '@app/contracts';
import type { Heal, HealStatus } from './heal.js';

export const HEAL_STORE = Symbol('HealStore');

export type HealChange = Partial<Omit<Heal, 'id' | 'incidentId'>>;

export interface HealQuery {
  readonly statuses?: readonly HealStatus[];
  readonly target?: string;
  readonly key?: string;
  readonly incidentId?: string;
  readonly actionType?: Heal['action']['type'];
  /** Newest first. */
  readonly limit: number;
}

/** Heals and, in the same transaction, the events that tell of them. */
export interface HealStore {
  /**
   * Stores a heal with its event.
   *
   * @returns false, and stores nothing, when a heal of this id is there already, or another of its
   * target is not over yet
   */
  create(heal: Heal, event: AnyDomainEvent): Promise<boolean>;
  find(id: string): Promise<Heal | undefined>;
  list(query: HealQuery): Promise<readonly Heal[]>;
  /**
   * Changes a heal only while its status is one of `from`, and stores the events with it: of two who
   * try at the same time, one succeeds.
   *
   * @returns the changed heal; undefined when its status was another, or another heal of its target runs
   */
  transition(
    id: string,
    from: readonly HealStatus[],
    change: HealChange,
    events?: readonly AnyDomainEvent[],
  ): Promise<Heal | undefined>;
}
