import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../libs/clock/src/system-clock.ts';
import { PatternEngine } from '../../libs/detection/src/engine/pattern-engine.ts';
import { PendingCommit } from '../../libs/detection/src/pipeline/pending-commit.ts';
import { EventFactory } from '../../libs/event-bus/src/event-factory.ts';
import { SqlDetectionLog } from '../../libs/persistence/src/adapters/sql-detection-log.ts';
import { openDatabase } from '../../libs/persistence/src/database.ts';
import { finish, wholeLines } from './chunks.mjs';
import { readPatterns } from './rules.mjs';

// As the watchdog does it: streaks, detections and checkpoint of each chunk in one transaction, and where a
// chunk led to nothing its checkpoint five times a second.
const PROGRESS_MS = 200;
const [, , rulesFile, log] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'autoheal-matching-'));
const database = await openDatabase(folder);
const clock = new SystemClock();
const store = new SqlDetectionLog(database, clock, new EventFactory(clock));
const offsets = new Set();
const engine = new PatternEngine(({ offset }) => offsets.add(offset));
engine.configure(readPatterns(rulesFile));
const stream = { streamId: 'app', sourceId: 'app', path: log };
const file = { device: '', inode: '', signatureLength: 0, signature: '' };
const pending = new PendingCommit();
let storedAt = performance.now();
let lines = 0;
try {
  for (const { bytes, offset } of wholeLines(log)) {
    offsets.clear();
    const checkpoint = { ...stream, ...file, offset: offset + bytes.length };
    const chunk = { ...stream, bytes, offset, arrivedAt: Date.now(), gapBytes: 0, checkpoint };
    const when = pending.add(chunk, engine.process(chunk));
    lines += offsets.size;
    if (when !== 'now' && performance.now() - storedAt < PROGRESS_MS) continue;
    await store.commit(pending.take());
    storedAt = performance.now();
  }
  await store.commit(pending.take());
} finally {
  await database.destroy();
  rmSync(folder, { recursive: true });
}
finish(lines);
