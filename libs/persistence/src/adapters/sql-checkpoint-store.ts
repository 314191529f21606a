import { Inject, Injectable } from '@nestjs/common';
import type { Checkpoint } from '@app/contracts';
import type { CheckpointStore } from '@app/tailing';
import { type Selectable, sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { CheckpointsTable } from '../tables/schema.js';

@Injectable()
export class SqlCheckpointStore implements CheckpointStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async all(): Promise<readonly Checkpoint[]> {
    const rows = await this.db.selectFrom('checkpoints').selectAll().execute();
    return rows.map(toCheckpoint);
  }
}

/**
 * Puts a checkpoint in the place of its stream's former one. For the transaction that also stores what
 * the chunk led to.
 *
 * @param updatedAt ISO 8601, UTC
 */
export async function upsertCheckpoint(
  db: Database,
  checkpoint: Checkpoint,
  updatedAt: string,
): Promise<void> {
  const row = toRow(checkpoint, updatedAt);
  await db
    .insertInto('checkpoints')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('stream_id').doUpdateSet({ ...row, bytes_read: bytesRead }),
    )
    .execute();
}

/** What lies between two checkpoints; in a file that has begun anew, all before the new one. */
const bytesRead = sql<number>`checkpoints.bytes_read + excluded.offset
  - iif(excluded.inode = checkpoints.inode and excluded.offset >= checkpoints.offset, checkpoints.offset, 0)`;

function toRow(checkpoint: Checkpoint, updatedAt: string): Omit<CheckpointsTable, 'bytes_read'> {
  return {
    stream_id: checkpoint.streamId,
    source_id: checkpoint.sourceId,
    path: checkpoint.path,
    device: checkpoint.device,
    inode: checkpoint.inode,
    offset: checkpoint.offset,
    signature_length: checkpoint.signatureLength,
    signature: checkpoint.signature,
    state: checkpoint.state ?? null,
    updated_at: updatedAt,
  };
}

function toCheckpoint(row: Selectable<CheckpointsTable>): Checkpoint {
  return {
    streamId: row.stream_id,
    sourceId: row.source_id,
    path: row.path,
    device: row.device,
    inode: row.inode,
    offset: row.offset,
    signatureLength: row.signature_length,
    signature: row.signature,
    ...(row.state === null ? {} : { state: row.state }),
  };
}
