import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../libs/clock/src/system-clock.ts';
import { PatternEngine } from '../../libs/detection/src/engine/pattern-engine.ts';
import { ReadProgress } from '../../libs/detection/src/pipeline/read-progress.ts';
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
const progress = new ReadProgress();
const nothing = { streaks: { upserts: [], deletes: [] }, detections: [] };
let storedAt = performance.now();
let lines = 0;
try {
  for (const { bytes, offset } of wholeLines(log)) {
    offsets.clear();
    const chunk = { ...stream, bytes, offset, arrivedAt: Date.now(), gapBytes: 0 };
    const { streaks, detections } = engine.process(chunk);
    const checkpoint = { ...stream, ...file, offset: offset + bytes.length };
    lines += offsets.size;
    const changes = streaks.upserts.length + streaks.deletes.length + detections.length;
    const isEarly = performance.now() - storedAt < PROGRESS_MS;
    if (changes === 0 && progress.defer(checkpoint) && isEarly) continue;
    await store.commit({ checkpoints: progress.take(checkpoint), streaks, detections });
    storedAt = performance.now();
  }
  await store.commit({ checkpoints: progress.take(), ...nothing });
} finally {
  await database.destroy();
  rmSync(folder, { recursive: true });
}
finish(lines);
