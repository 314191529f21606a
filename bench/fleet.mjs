/**
 * A fleet against one NATS, one PostgreSQL and one API: how late events are in the database, how many a
 * second it takes in, and memory. Needs Debian's nats-server and postgresql.
 *
 * Usage: npm run bench fleet [hosts, default 1000] [seconds, default 30] [events of each host in the burst, default 20]
 * The hosts are simulated by this process, on the same machine: each has its own connection and reports every 5 s.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { SimulatedHost } from './fleet/simulated-host.mjs';

register('./typescript-loader.mjs', import.meta.url);
const { NatsServer } = await import('../libs/fleet/testing/nats-server.ts');
const { PostgresServer } = await import('../libs/healing/testing/postgres-server.ts');

const [hostCount = 1_000, seconds = 30, burst = 20] = process.argv.slice(2).map(Number);
const BEAT_MS = 5_000;
const LOOK_MS = 50;
const MiB = 1_048_576;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'autoheal-bench-'));

buildIfNeeded();
const nats = await NatsServer.start();
const postgres = await PostgresServer.start({ fsync: 'on' });
postgres.createEmpty('fleet');
const database = new pg.Pool({ connectionString: postgres.url('fleet'), max: 1 });
const api = await startApi();
const hosts = [];
try {
  for (let at = 0; at < hostCount; at += 1)
    hosts.push(await SimulatedHost.join(`host-${at}`, nats.url));
  const steady = await steadily();
  const all = await atOnce(steady.told);
  console.log(
    '| hosts | events/s | late, ms: p50 | p99 | burst: events | stored/s | API, MiB | NATS, MiB |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  console.log(
    `| ${hostCount} | ${Math.round(steady.told / seconds)} | ${steady.p50} | ${steady.p99} | ${hostCount * burst} | ${all} | ${rss(api.pid)} | ${rss(nats.pid)} |`,
  );
} finally {
  await Promise.all(hosts.map((host) => host.leave()));
  await database.end();
  api.kill('SIGTERM');
  await new Promise((resolve) => api.once('exit', resolve));
  await nats.dispose();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Each host an event every two seconds, spread evenly, and its signs of life; how late the newest is, looked at all the time. */
async function steadily() {
  const ends = Date.now() + seconds * 1_000;
  const late = [];
  let told = 0;
  const work = hosts.map(async (host, at) => {
    await sleep((at * 2_000) / hostCount);
    for (let round = 0; Date.now() < ends; round += 1) {
      const due = Date.now() + 2_000;
      if (round % (BEAT_MS / 2_000) < 1) await host.beat();
      await host.tell();
      told += 1;
      await sleep(Math.max(0, due - Date.now()));
    }
  });
  while (Date.now() < ends) {
    await sleep(LOOK_MS);
    const { rows } = await database
      .query('select max(occurred_at) as newest from fleet_events')
      .catch(() => ({ rows: [] }));
    if (rows[0]?.newest) late.push(Date.now() - Date.parse(rows[0].newest));
  }
  await Promise.all(work);
  late.sort((a, b) => a - b);
  return {
    told,
    p50: late[Math.floor(late.length / 2)],
    p99: late[Math.floor(late.length * 0.99)],
  };
}

/** Every host all its events at once; how many a second are stored until none is missing. */
async function atOnce(before) {
  const began = performance.now();
  const work = hosts.map(async (host) => {
    for (let at = 0; at < burst; at += 1) await host.tell();
  });
  const wanted = before + hostCount * burst;
  for (let stored = 0; stored < wanted;) {
    await sleep(LOOK_MS);
    const { rows } = await database.query('select count(*)::int as stored from fleet_events');
    stored = rows[0].stored;
  }
  const tookSeconds = (performance.now() - began) / 1_000;
  await Promise.all(work);
  return Math.round((hostCount * burst) / tookSeconds);
}

async function startApi() {
  const child = spawn(process.execPath, [join(root, 'dist/apps/api/main.js')], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH, API_PORT: '0', AUTOHEAL_DATA_DIR: join(folder, 'data') },
      ...{ FLEET_NATS_URL: nats.url, FLEET_DATABASE_URL: postgres.url('fleet') },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The API did not start')));
    child.stdout.on('data', (data) => {
      if (String(data).includes('listen on')) resolve();
    });
  });
  return child;
}

/** Memory of a process, in MiB. Linux only. */
function rss(pid) {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return Math.round((Number(pages) * 4_096) / MiB);
}
