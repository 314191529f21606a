/**
 * Our follower with the embedded database, as in the watchdog: a chunk's checkpoint and what it led to
 * are one transaction. Here it leads to lines in a file, so how long that file is is committed with the
 * checkpoint, and what a killed run wrote beyond that is cut off.
 */
import { register } from 'node:module';
import { openSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

register('../../typescript-loader.mjs', import.meta.url);
await import('reflect-metadata');
const library = (path) => import(`../../../libs/${path}`);
const { sql } = await import('kysely');
const { Logger } = await import('@nestjs/common');
const { LogFollower } = await library('tailing/src/log-follower.ts');
const { FsFolderWatch } = await library('tailing/src/watch/fs-folder-watch.ts');
const { sourceSchema } = await library('tailing/src/sources/registry.ts');
const { tailingSettings } = await library('tailing/src/tailing.settings.ts');
const { SystemClock } = await library('clock/src/index.ts');
const { platformSettings } = await library('settings/src/index.ts');
const { openDatabase } = await library('persistence/src/database.ts');
const { SqlCheckpointStore, upsertCheckpoint } = await library(
  'persistence/src/adapters/sql-checkpoint-store.ts',
);

const [, , log, out, state] = process.argv;
Logger.overrideLogger(false);
const database = await openDatabase(state);
await sql`create table if not exists bench_output (id integer primary key, length integer)`.execute(
  database,
);
let length = await committedLength();
truncateSync(out, length);
const descriptor = openSync(out, 'a');

const clock = new SystemClock();
const platform = platformSettings.resolve({
  ...platformSettings.variables.parse({}),
  AUTOHEAL_PROJECT_ROOT: dirname(log),
  AUTOHEAL_DATA_DIR: state,
});
const settings = tailingSettings.resolve(tailingSettings.variables.parse({}));
const follower = new LogFollower(
  new SqlCheckpointStore(database),
  new FsFolderWatch(clock),
  clock,
  platform,
  settings,
);
const source = sourceSchema.parse({ id: 'bench', path: log });
for await (const chunk of follower.follow([source], new AbortController().signal)) {
  const lines = Buffer.from(chunk.bytes).toString().split('\n').slice(0, -1);
  await database.transaction().execute(async (transaction) => {
    await upsertCheckpoint(transaction, chunk.checkpoint, new Date().toISOString());
    const next = length + write(lines);
    await sql`insert or replace into bench_output values (1, ${next})`.execute(transaction);
    length = next;
  });
}

function write(lines) {
  if (lines.length === 0) return 0;
  const stamp = `${process.hrtime.bigint()}\t`;
  return writeSync(descriptor, lines.map((line) => `${stamp}${line}\n`).join(''));
}

async function committedLength() {
  const { rows } = await sql`select length from bench_output`.execute(database);
  return rows[0]?.length ?? 0;
}
