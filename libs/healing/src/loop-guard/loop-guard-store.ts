import type { LoopGuardState } from './loop-guard.js';

export const LOOP_GUARD_STORE = Symbol('LoopGuardStore');

/** Which heal a guard watches over. */
export interface GuardIdentity {
  readonly key: string;
  readonly target: string;
  readonly actionType: string;
}

export interface StoredGuard extends GuardIdentity {
  readonly state: LoopGuardState;
}

export interface LoopGuardStore {
  /** Undefined when this heal was never asked for. */
  load(identity: GuardIdentity): Promise<LoopGuardState | undefined>;
  save(identity: GuardIdentity, state: LoopGuardState): Promise<void>;
  /** Forgets the guard; no harm when there is none. */
  remove(identity: GuardIdentity): Promise<void>;
  list(): Promise<readonly StoredGuard[]>;
}
