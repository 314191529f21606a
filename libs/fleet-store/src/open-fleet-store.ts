import type { RequestLog } from '@app/api-access';
import type { FleetStore, RepairBoard } from '@app/fleet';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';
import { PostgresRepairBoard } from './repairs/postgres-repair-board.js';
import { PostgresRequestLog } from './repairs/postgres-request-log.js';

export interface OpenFleetStore {
  readonly store: FleetStore;
  readonly repairs: RepairBoard;
  readonly requests: RequestLog;
  close(): Promise<void>;
}

/** Touches nothing yet: the database need not be there. */
export function openFleetStore(url: string): OpenFleetStore {
  const database = new FleetDatabase(url);
  return {
    store: new PostgresFleetStore(database),
    repairs: new PostgresRepairBoard(database),
    requests: new PostgresRequestLog(database),
    close: () => database.close(),
  };
}
