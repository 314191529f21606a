import { PatternEngine } from '../../libs/detection/src/engine/pattern-engine.ts';
import { finish, wholeLines } from './chunks.mjs';
import { readPatterns } from './rules.mjs';

const [, , rulesFile, log] = process.argv;
const offsets = new Set();
const engine = new PatternEngine(({ offset }) => offsets.add(offset));
engine.configure(readPatterns(rulesFile));
let lines = 0;
for (const { bytes, offset } of wholeLines(log)) {
  offsets.clear();
  engine.process({
    sourceId: 'app',
    streamId: 'app',
    path: log,
    bytes,
    offset,
    arrivedAt: Date.now(),
    gapBytes: 0,
  });
  lines += offsets.size;
}
finish(lines);
