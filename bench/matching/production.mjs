import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../libs/clock/src/system-clock.ts';
import { PatternEngine } from '../../libs/detection/src/engine/pattern-engine.ts';
import { EventFactory } from '../../libs/event-bus/src/event-factory.ts';
import { SqlDetectionLog } from '../../libs/persistence/src/adapters/sql-detection-log.ts';
import { openDatabase } from '../../libs/persistence/src/database.ts';
import { finish, wholeLines } from './chunks.mjs';
import { readPatterns } from './rules.mjs';

// As the watchdog does it: streaks, detections and checkpoint of each chunk in one transaction.
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
let lines = 0;
try {
  for (const { bytes, offset } of wholeLines(log)) {
    offsets.clear();
    const chunk = { ...stream, bytes, offset, arrivedAt: Date.now(), gapBytes: 0 };
    const { streaks, detections } = engine.process(chunk);
    const checkpoint = { ...stream, ...file, offset: offset + bytes.length };
    await store.commit({ checkpoint, gapBytes: 0, streaks, detections });
    lines += offsets.size;
  }
} finally {
  await database.destroy();
  rmSync(folder, { recursive: true });
}
finish(lines);
