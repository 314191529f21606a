import { Kysely, PostgresDialect } from 'kysely';
import type { Migration } from 'kysely/migration';
import { type DatabaseLimits, migrationLimits, ordinaryLimits } from './database-limits.js';
import type { FleetSchema } from './fleet-schema.js';
import { migrate } from './migrations/migrate.js';
import { migrations } from './migrations/registry.js';
import { openPool } from './open-pool.js';

const CONNECTIONS = 5;
/** The migrator needs one for its lock and one to look. */
const MIGRATING = 2;

/** The fleet's PostgreSQL. It need not be there when the API starts: each use tries anew. */
export class FleetDatabase {
  private readonly db: Kysely<FleetSchema>;
  private migrating: Promise<void> | undefined;
  private upToDate = false;

  /** @param url postgres:// with user and password */
  constructor(
    private readonly url: string,
    limits: DatabaseLimits = ordinaryLimits,
    private readonly known: Readonly<Record<string, Migration>> = migrations,
  ) {
    const pool = openPool(url, CONNECTIONS, limits);
    this.db = new Kysely<FleetSchema>({ dialect: new PostgresDialect({ pool }) });
  }

  /** With its tables up to date. @throws while the server cannot be reached */
  async ready(): Promise<Kysely<FleetSchema>> {
    if (!this.upToDate)
      await (this.migrating ??= this.migrate().finally(() => (this.migrating = undefined)));
    return this.db;
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  private async migrate(): Promise<void> {
    const pool = openPool(this.url, MIGRATING, migrationLimits);
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    try {
      await migrate(db, this.known);
      this.upToDate = true;
    } finally {
      await db.destroy();
    }
  }
}
