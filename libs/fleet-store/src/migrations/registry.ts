import type { Migration } from 'kysely/migration';
import * as events from './001-events.js';
import * as hosts from './002-hosts.js';
import * as commands from './003-commands.js';
import * as positions from './004-positions.js';
import * as repairs from './005-repairs.js';

/**
 * Every migration by its name; they run in the order of their names, once each.
 * They only add, so that an older API goes on beside a newer one.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-events': events,
  '002-hosts': hosts,
  '003-commands': commands,
  '004-positions': positions,
  '005-repairs': repairs,
};
