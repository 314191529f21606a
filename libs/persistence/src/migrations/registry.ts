import type { Migration, MigrationProvider } from 'kysely/migration';
import * as initial from './001-initial.js';

/** Every migration by its name; they run in the order of their names, once each. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-initial': initial,
};

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve({ ...migrations }),
};
