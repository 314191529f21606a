import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from './database.js';

describe('the write-ahead log', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-wal-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const sizeOfDatabase = (): number => statSync(join(folder, 'autoheal.db')).size;

  it('is brought into the database after many commits, and within none of them', async () => {
    const database = await openDatabase(folder);
    await sql`create table notes (text text)`.execute(database);
    await sql`pragma wal_checkpoint(truncate)`.execute(database);
    const before = sizeOfDatabase();
    for (let row = 0; row < 600; row += 1) {
      await sql`insert into notes values (${'x'.repeat(9_000)})`.execute(database);
      expect(sizeOfDatabase()).toBe(before);
    }
    while (sizeOfDatabase() === before) await setTimeout(5);
    await database.destroy();
  });
});
