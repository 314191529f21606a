import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { finish, wholeLines } from './chunks.mjs';

register('../typescript-loader.mjs', import.meta.url);
const { PatternEngine } = await import('../../libs/detection/src/engine/pattern-engine.ts');
const { builtInDefaults } =
  await import('../../libs/detection/src/pattern-config/resolved-trigger.ts');

const [, , rulesFile, log] = process.argv;
const offsets = new Set();
const engine = new PatternEngine(({ offset }) => offsets.add(offset));
engine.configure(
  readFileSync(rulesFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((match, index) => ({
      id: `rule-${index}`,
      title: match,
      severity: 'error',
      maxStreak: 2,
      plan: { ...builtInDefaults, target: 'app' },
      match: [match],
      exclude: [],
      ignoreCase: false,
      groupBy: [],
      resetOn: 'non-match',
    })),
);
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
