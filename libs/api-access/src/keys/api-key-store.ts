import type { Scope } from './scope.js';

export const API_KEY_STORE = Symbol('ApiKeyStore');

/** A key as it is kept: without what a caller must send. Times ISO 8601, UTC. */
export interface ApiKey {
  /** Public: part of what the caller sends. */
  readonly id: string;
  /** What people call it; stands in the audit log as `api:NAME`. */
  readonly name: string;
  readonly scope: Scope;
  /** SHA-256 of the secret part, hexadecimal. The secret is random, so no salt is needed. */
  readonly hash: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Null: never. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface ApiKeyStore {
  /** @returns false, and stores nothing, when a key that is not revoked has this name */
  create(key: ApiKey): Promise<boolean>;
  find(id: string): Promise<ApiKey | undefined>;
  /** The newest first, revoked ones included. */
  list(): Promise<readonly ApiKey[]>;
  /** @returns false when there is none of this name, or it is revoked already */
  revoke(name: string, at: string): Promise<boolean>;
}
