import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataFolderLock } from '../data-folder-lock.js';
import { type Database, openDatabase } from '../database.js';
import { backUpStore } from './back-up-store.js';
import { restoreStore } from './restore-store.js';

describe('the store of a data folder', () => {
  let folder: string;
  let file: string;
  const data = () => join(folder, 'data');
  const store = () => join(data(), 'autoheal.db');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-backup-'));
    file = join(folder, 'backup.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const pause = (db: Database, id: string) =>
    db
      .insertInto('pauses')
      .values({ id, target: null, since: 'x', until: 'x', reason: '', who: '' })
      .execute();
  const pauses = async (db: Database) =>
    (await db.selectFrom('pauses').select('id').orderBy('id').execute()).map(({ id }) => id);
  /** Works in the store, and closes it. */
  const inStore = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(data());
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };

  it('is backed up as it is at one moment, while others write, as one file for its owner', async () => {
    const db = await openDatabase(data());
    const taken = DataFolderLock.acquire(data());
    await pause(db, 'first');
    const over = new AbortController();
    const writing = (async () => {
      for (let turn = 0; !over.signal.aborted; turn += 1) {
        await pause(db, `more-${String(turn)}`);
        await nextTurn();
      }
    })();
    const result = await backUpStore(data(), file);
    over.abort();
    await writing;
    expect(result).toEqual({ ok: true, bytes: statSync(file).size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['backup.db', 'data']);
    const copy = new DatabaseSync(file, { readOnly: true });
    expect(copy.prepare("select count(*) as n from pauses where id = 'first'").get()).toEqual({
      n: 1,
    });
    copy.close();
    await db.destroy();
    if (taken.outcome === 'acquired') taken.lock.release();
  });

  it('is what it was after a restore; what was there meanwhile is kept beside it', async () => {
    await inStore((db) => pause(db, 'before'));
    await backUpStore(data(), file);
    await inStore((db) => pause(db, 'after'));
    const replaced = `${store()}.before-restore`;
    expect(await restoreStore(data(), file)).toEqual({ ok: true, replaced });
    expect(await inStore(pauses)).toEqual(['before']);
    const old = new DatabaseSync(replaced, { readOnly: true });
    expect(old.prepare('select count(*) as n from pauses').get()).toEqual({ n: 2 });
    old.close();
  });

  it('is restored into an empty folder, and in the place of a damaged one with its journal', async () => {
    await inStore((db) => pause(db, 'before'));
    await backUpStore(data(), file);
    rmSync(data(), { recursive: true });
    expect(await restoreStore(data(), file)).toEqual({ ok: true });
    expect(await inStore(pauses)).toEqual(['before']);
    writeFileSync(store(), 'spoilt'.repeat(1_000));
    writeFileSync(`${store()}-wal`, 'spoilt');
    expect(await restoreStore(data(), file)).toMatchObject({ ok: true });
    expect(await inStore(pauses)).toEqual(['before']);
  });

  it('is not restored while a watchdog holds the folder', async () => {
    await inStore((db) => pause(db, 'before'));
    await backUpStore(data(), file);
    const taken = DataFolderLock.acquire(data());
    expect(await restoreStore(data(), file)).toMatchObject({
      ok: false,
      reason: 'in-use',
      message: expect.stringContaining(`process ${String(process.pid)}`),
    });
    if (taken.outcome === 'acquired') taken.lock.release();
  });

  it('is not restored while another process has it open', async () => {
    await inStore((db) => pause(db, 'before'));
    await backUpStore(data(), file);
    const open = new DatabaseSync(store());
    open.prepare('select * from pauses').all();
    const before = readFileSync(store());
    expect(await restoreStore(data(), file)).toMatchObject({ ok: false, reason: 'in-use' });
    open.close();
    expect(readFileSync(store()).equals(before)).toBe(true);
    expect(readdirSync(data()).filter((name) => name.includes('rest'))).toEqual([]);
  });

  it.each([
    ['missing', () => Promise.resolve(), 'does not exist'],
    [
      'no database',
      async () => {
        await writeFile(file, 'hello');
      },
      'is no store',
    ],
    [
      'another database',
      () => {
        new DatabaseSync(file).exec('create table t (a)');
        return Promise.resolve();
      },
      'none of Zion',
    ],
    [
      'one of a newer version',
      async () => {
        await backUpStore(data(), file);
        new DatabaseSync(file).exec(
          "insert into kysely_migration values ('999-later', '2030-01-01')",
        );
      },
      'newer version (999-later)',
    ],
    [
      'damaged',
      async () => {
        await backUpStore(data(), file);
        const bytes = readFileSync(file);
        bytes.fill(0x55, 4_096 * 3, 4_096 * 12);
        writeFileSync(file, bytes);
      },
      'is ',
    ],
  ])('is left alone when the backup is %s', async (_what, spoil, words) => {
    await inStore((db) => pause(db, 'before'));
    await spoil();
    expect(await restoreStore(data(), file)).toMatchObject({
      ok: false,
      reason: 'unusable',
      message: expect.stringContaining(words),
    });
    expect(await inStore(pauses)).toEqual(['before']);
  });

  it('is not backed up over another file, nor where there is none', async () => {
    mkdirSync(data());
    expect(await backUpStore(data(), file)).toMatchObject({ ok: false });
    expect(existsSync(file)).toBe(false);
    await inStore((db) => pause(db, 'before'));
    writeFileSync(file, 'precious');
    expect(await backUpStore(data(), file)).toMatchObject({ ok: false });
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });
});
