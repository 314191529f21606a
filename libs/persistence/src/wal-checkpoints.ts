import type { DatabaseSync } from 'node:sqlite';

/** About a thousand pages, after which SQLite would do it by itself. */
const WRITES_BETWEEN = 500;
const AFTER_MS = 50;
/** Where nothing else does: 16 MB. */
const AUTOMATIC_PAGES = 4_000;

/**
 * Brings what was committed from the write-ahead log into the database a moment after commits, not within
 * one of them: it takes milliseconds, and that commit may be the one that a heal waits for.
 */
export class WalCheckpoints {
  private writes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: DatabaseSync) {
    database.exec(`PRAGMA wal_autocheckpoint = ${String(AUTOMATIC_PAGES)}`);
  }

  noteWrite(): void {
    this.writes += 1;
    if (this.writes < WRITES_BETWEEN || this.timer) return;
    this.timer = setTimeout(() => {
      this.checkpoint();
    }, AFTER_MS).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private checkpoint(): void {
    this.timer = undefined;
    // Within a transaction it would fail: the next write asks again.
    if (this.database.isTransaction) return;
    this.writes = 0;
    this.database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }
}
