import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderLock } from './data-folder-lock.js';
import { openDatabase } from './database.js';

describe('the data folder', () => {
  let parent: string;
  const folder = () => join(parent, 'data');
  const bits = (name: string) => (statSync(join(folder(), name)).mode & 0o777).toString(8);
  const all = () => Object.fromEntries(readdirSync(folder()).map((name) => [name, bits(name)]));

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'autoheal-data-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  it('and all that is in it is for its owner only, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const taken = DataFolderLock.acquire(folder());
      const db = await openDatabase(folder());
      expect((statSync(folder()).mode & 0o777).toString(8)).toBe('700');
      expect(new Set(Object.values(all()))).toEqual(new Set(['600']));
      expect(Object.keys(all())).toEqual(
        expect.arrayContaining(['autoheal.db', 'autoheal.db-wal']),
      );
      await db.destroy();
      if (taken.outcome === 'acquired') taken.lock.release();
    } finally {
      process.umask(before);
    }
  });

  it('is closed to others when it was open to them before', async () => {
    await (await openDatabase(folder())).destroy();
    chmodSync(join(folder(), 'autoheal.db'), 0o644);
    await (await openDatabase(folder())).destroy();
    expect(bits('autoheal.db')).toBe('600');
  });
});
