import type { DomainEvent } from '@app/contracts';
import type { Fix, FixStatus } from './fix.js';

export const FIX_STORE = Symbol('FixStore');

/** What may be told of a fix together with a change of its status. */
export type FixEvent = DomainEvent<'repair.applied'> | DomainEvent<'repair.reverted'>;

/** Keeps the patches that were put into the project, and those that wait for approval. */
export interface FixStore {
  begin(fix: Fix): Promise<void>;
  /** Forgets a fix whose file was not replaced after all. */
  drop(id: string): Promise<void>;
  /**
   * One step of a fix, and its event as undelivered; both or neither. Of several who try, one succeeds.
   *
   * @returns false, and changes nothing, where the fix is not in the status that it comes from
   */
  advance(id: string, from: FixStatus, to: Partial<Fix>, event?: FixEvent): Promise<boolean>;
  find(id: string): Promise<Fix | undefined>;
  /** Those of the ids that there are, in no order. */
  findAll(ids: readonly string[]): Promise<readonly Fix[]>;
  inStatus(status: FixStatus): Promise<readonly Fix[]>;
  /** Whether the same text was tried for the same error, and taken back. */
  wasReverted(fingerprint: string, after: string): Promise<boolean>;
}
