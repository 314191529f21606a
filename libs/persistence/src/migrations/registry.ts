import type { Migration, MigrationProvider } from 'kysely/migration';
import * as initial from './001-initial.js';
import * as pauses from './002-pauses.js';
import * as readModels from './003-read-models.js';
import * as fixes from './004-fixes.js';
import * as alerting from './006-alerting.js';
import * as apiAccess from './007-api-access.js';
import * as bytesRead from './008-bytes-read.js';
import * as healChildren from './010-heal-children.js';
import * as proposals from './011-proposals.js';
import * as fleet from './020-fleet.js';

/** Every migration by its name; they run in the order of their names, once each. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-initial': initial,
  '002-pauses': pauses,
  '003-read-models': readModels,
  '004-fixes': fixes,
  '006-alerting': alerting,
  '007-api-access': apiAccess,
  '008-bytes-read': bytesRead,
  '010-heal-children': healChildren,
  '011-proposals': proposals,
  '020-fleet': fleet,
};

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve({ ...migrations }),
};
