import type { FleetStore } from '@app/fleet';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';

export interface OpenFleetStore {
  readonly store: FleetStore;
  close(): Promise<void>;
}

/** Touches nothing yet: the database need not be there. */
export function openFleetStore(url: string): OpenFleetStore {
  const database = new FleetDatabase(url);
  return { store: new PostgresFleetStore(database), close: () => database.close() };
}
