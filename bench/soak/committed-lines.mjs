import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** How many lines of each group the watchdog has committed, and how many bytes it reported as lost. */
export function committedLines(file, linesPerDetection) {
  const byGroup = new Map();
  const add = (group, lines) => byGroup.set(group, (byGroup.get(group) ?? 0) + lines);
  if (!existsSync(file)) return { byGroup, gapBytes: 0 };
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    for (const { key, detections } of database
      .prepare("select key, detections from incidents where key like 'pattern:line/%'")
      .all())
      add(key.split('/').at(-1), detections * linesPerDetection);
    for (const { key, state } of database
      .prepare("select key, state from streaks where pattern_id = 'line'")
      .all())
      add(JSON.parse(key).at(-1), JSON.parse(state).length);
    const { bytes } = database.prepare('select coalesce(sum(bytes), 0) as bytes from gaps').get();
    return { byGroup, gapBytes: bytes };
  } finally {
    database.close();
  }
}
