import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import type { FleetSchema } from './fleet-schema.js';
import { migrations } from './migrations/registry.js';

const CONNECTIONS = 5;
const CONNECT_LIMIT_MS = 5_000;
const QUERY_LIMIT_MS = 30_000;

/** The fleet's PostgreSQL. It need not be there when the API starts: each use tries anew. */
export class FleetDatabase {
  private readonly logger = new Logger('Fleet');
  private readonly db: Kysely<FleetSchema>;
  private migrating: Promise<void> | undefined;
  private upToDate = false;

  /** @param url postgres:// with user and password */
  constructor(url: string) {
    const pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
      application_name: 'zion-autoheal',
    });
    pool.on('error', (error) => {
      this.logger.warn({ msg: 'A connection to the fleet database broke', error: String(error) });
    });
    this.db = new Kysely<FleetSchema>({ dialect: new PostgresDialect({ pool }) });
  }

  /** With its tables up to date. @throws while the server cannot be reached */
  async ready(): Promise<Kysely<FleetSchema>> {
    if (!this.upToDate) await (this.migrating ??= this.migrate());
    return this.db;
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** Of several that start at the same time, one does it: the migrator holds a lock of the database. */
  private async migrate(): Promise<void> {
    try {
      const { error } = await new Migrator({
        db: this.db,
        provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
        migrationTableName: 'fleet_migrations',
        migrationLockTableName: 'fleet_migrations_lock',
        allowUnorderedMigrations: true,
      }).migrateToLatest();
      if (error !== undefined)
        throw new Error('A migration of the fleet database failed', { cause: error });
      this.upToDate = true;
    } finally {
      this.migrating = undefined;
    }
  }
}
