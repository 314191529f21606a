import { Inject, Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyStore } from '@app/api-access';
import type { Selectable } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { ApiKeysTable } from '../tables/schema.js';

@Injectable()
export class SqlApiKeyStore implements ApiKeyStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async create({ createdAt, createdBy, expiresAt, revokedAt, ...key }: ApiKey): Promise<boolean> {
    const inserted = await this.db
      .insertInto('api_keys')
      .values({
        ...key,
        created_at: createdAt,
        created_by: createdBy,
        expires_at: expiresAt,
        revoked_at: revokedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const row = await this.db
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toApiKey(row);
  }

  async list(): Promise<readonly ApiKey[]> {
    const rows = await this.db
      .selectFrom('api_keys')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(toApiKey);
  }

  async revoke(name: string, at: string): Promise<boolean> {
    const revoked = await this.db
      .updateTable('api_keys')
      .set({ revoked_at: at })
      .where('name', '=', name)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return revoked.numUpdatedRows > 0n;
  }
}

function toApiKey({ id, name, scope, hash, ...row }: Selectable<ApiKeysTable>): ApiKey {
  return {
    id,
    name,
    scope,
    hash,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
