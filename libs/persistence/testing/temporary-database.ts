import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../src/database.js';

/** A real database in a folder of its own, gone after `dispose`. */
export async function temporaryDatabase(): Promise<{
  db: Database;
  folder: string;
  dispose: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-db-'));
  const db = await openDatabase(folder);
  return {
    db,
    folder,
    dispose: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
