import type { DomainEvent } from '@app/contracts';
import type { Fix, FixStatus } from './fix.js';

export const FIX_STORE = Symbol('FixStore');

/** Keeps the patches that were put into the project. */
export interface FixStore {
  begin(fix: Fix): Promise<void>;
  /** Forgets a fix whose file was not replaced after all. */
  drop(id: string): Promise<void>;
  /** @returns false, and changes nothing, where the fix is not in the status that it comes from */
  advance(id: string, from: FixStatus, to: Partial<Fix>): Promise<boolean>;
  /** Ends the watch over a fix, and stores the event as undelivered; both or neither. */
  end(
    id: string,
    status: 'reverted' | 'changed',
    event: DomainEvent<'repair.reverted'>,
  ): Promise<boolean>;
  inStatus(status: FixStatus): Promise<readonly Fix[]>;
  /** Whether the same text was tried for the same error, and taken back. */
  wasReverted(fingerprint: string, after: string): Promise<boolean>;
}
