import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/apps/watchdog/main.js', import.meta.url));

export function watchdogContender({ folder, log, trials }) {
  const pattern = (trial) =>
    `  - { id: trial-${trial}, match: 'trial ${trial} failed', mode: auto, target: trial-${trial}, action: { type: RUN_COMMAND, command: [date, '+trial-${trial}=%s%N'] } }`;
  writeFileSync(
    join(folder, 'error-patterns.yaml'),
    [
      'version: 1',
      'defaults: { verification: { windowSeconds: 1, settleSeconds: 0 } }',
      `sources: [{ id: app, path: ${log} }]`,
      'patterns:',
      ...Array.from({ length: trials }, (_, trial) => pattern(trial)),
    ].join('\n'),
  );
  return {
    name: 'Zion Auto-Heal',
    command: [process.execPath, main],
    options: {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AUTOHEAL_DATA_DIR: join(folder, 'data'),
        HEAL_MAX_CONCURRENT: '100',
      },
    },
    isReady: (output) => /watching/i.test(output),
    ranAt: () => readOutputs(join(folder, 'data', 'autoheal.db')),
  };
}

function readOutputs(file) {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const rows = database.prepare(`select payload from events where name = 'heal.succeeded'`).all();
    const times = rows.flatMap(({ payload }) => [...payload.matchAll(/trial-(\d+)=(\d{16,})/g)]);
    return new Map(times.map(([, trial, at]) => [Number(trial), Number(at) / 1e6]));
  } finally {
    database.close();
  }
}
