import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { timingSafeEqual } from 'node:crypto';
import { API_KEY_STORE, type ApiKey, type ApiKeyStore } from './api-key-store.js';
import { hashOf, keyText, newKeyParts, parseKeyText } from './key-text.js';
import type { Scope } from './scope.js';

const DAY_MS = 86_400_000;
/** Compared with where there is no such key, so that its absence takes the same time. */
const NOBODY = hashOf('');

export interface ApiKeyRequest {
  readonly name: string;
  readonly scope: Scope;
  readonly createdBy: string;
  /** Absent: it never expires. */
  readonly days?: number | undefined;
}

/** `text` is told once and kept nowhere. */
export type CreatedKey =
  | { readonly outcome: 'created'; readonly key: ApiKey; readonly text: string }
  | { readonly outcome: 'name-taken' };

/** Keys that callers of the API send; stored as hashes. */
@Injectable()
export class ApiKeys {
  constructor(
    @Inject(API_KEY_STORE) private readonly store: ApiKeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create({ days, ...request }: ApiKeyRequest): Promise<CreatedKey> {
    const parts = newKeyParts();
    const now = this.clock.now();
    const key: ApiKey = {
      id: parts.id,
      ...request,
      hash: hashOf(parts.secret),
      createdAt: new Date(now).toISOString(),
      expiresAt: days === undefined ? null : new Date(now + days * DAY_MS).toISOString(),
      revokedAt: null,
    };
    const created = await this.store.create(key);
    return created ? { outcome: 'created', key, text: keyText(parts) } : { outcome: 'name-taken' };
  }

  /** The key that a text stands for; undefined when it is none, expired or revoked. */
  async identify(text: string): Promise<ApiKey | undefined> {
    const parts = parseKeyText(text);
    if (!parts) return undefined;
    const key = await this.store.find(parts.id);
    const right = sameHash(hashOf(parts.secret), key?.hash ?? NOBODY);
    return right && key && this.isActive(key) ? key : undefined;
  }

  /** Whether anybody needs a key at all. */
  async anyActive(): Promise<boolean> {
    return (await this.store.list()).some((key) => this.isActive(key));
  }

  list(): Promise<readonly ApiKey[]> {
    return this.store.list();
  }

  /** @returns false when there is no such key, or it is revoked already */
  revoke(name: string): Promise<boolean> {
    return this.store.revoke(name, new Date(this.clock.now()).toISOString());
  }

  private isActive({ expiresAt, revokedAt }: ApiKey): boolean {
    if (revokedAt !== null) return false;
    return expiresAt === null || Date.parse(expiresAt) > this.clock.now();
  }
}

function sameHash(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(expected, 'hex'));
}
