import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Checkpoint } from '@app/contracts';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlCheckpointStore, upsertCheckpoint } from './sql-checkpoint-store.js';

const AT = '2026-01-01T00:00:00.000Z';
const checkpoint: Checkpoint = {
  streamId: '/logs/api.log',
  sourceId: 'api',
  path: '/logs/api.log',
  device: '65024',
  inode: '18446744073709551615',
  offset: 4_294_967_296_000,
  signatureLength: 1024,
  signature: 'abc',
};

describe('SqlCheckpointStore', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let store: SqlCheckpointStore;

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    store = new SqlCheckpointStore(temporary.db);
  });
  afterEach(() => temporary.dispose());

  it('is empty at the first start', async () => {
    expect(await store.all()).toEqual([]);
  });

  it('gives back a checkpoint as it was written, with and without state', async () => {
    const other = { ...checkpoint, streamId: '/logs/web.log', state: '{"version":1}' };
    await upsertCheckpoint(temporary.db, checkpoint, AT);
    await upsertCheckpoint(temporary.db, other, AT);
    expect(await store.all()).toEqual([checkpoint, other]);
  });

  it('keeps the newest checkpoint of a stream, and forgets the state that it no longer has', async () => {
    await upsertCheckpoint(temporary.db, { ...checkpoint, state: 'old' }, AT);
    await upsertCheckpoint(temporary.db, { ...checkpoint, offset: 7 }, AT);
    expect(await store.all()).toEqual([{ ...checkpoint, offset: 7 }]);
  });

  it('counts what was read, through rotation and truncation', async () => {
    const read = async () =>
      (await temporary.db.selectFrom('checkpoints').select('bytes_read').executeTakeFirst())
        ?.bytes_read;
    const at = async (offset: number, inode = '1') => {
      await upsertCheckpoint(temporary.db, { ...checkpoint, offset, inode }, AT);
      return read();
    };
    expect(await at(1_000)).toBe(0);
    expect(await at(1_500)).toBe(500);
    expect(await at(40, '2')).toBe(540);
    expect(await at(10, '2')).toBe(550);
  });

  it('is part of the transaction that it is written in', async () => {
    await expect(
      temporary.db.transaction().execute(async (transaction) => {
        await upsertCheckpoint(transaction, checkpoint, AT);
        throw new Error('the rest of the commit failed');
      }),
    ).rejects.toThrow('the rest of the commit failed');
    expect(await store.all()).toEqual([]);
  });
});
