import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { NatsServer } from '@app/fleet/testing';
import { FleetDatabase } from '@app/fleet-store/testing';
import { PostgresServer } from '@app/healing/testing';
import type { AppProcess } from './harness/app-process.js';
import { overlappingHeals } from './harness/overlapping-heals.js';
import { Platform } from './harness/platform.js';
import { existsSync } from 'node:fs';
import { serverSent } from './harness/server-sent.js';
import { until } from './harness/until.js';

jest.setTimeout(300_000);

const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    sources: [app]
    match: 'ERROR broken'
    maxStreak: 0
    target: app
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }
    loop: { maxHeals: 50, windowSeconds: 60 }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;
const WITHIN = { withinMs: 90_000 };

interface Host {
  readonly name: string;
  readonly platform: Platform;
  watchdog: AppProcess;
}

const withServers = NatsServer.isInstalled && PostgresServer.isInstalled ? describe : describe.skip;

withServers('a fleet of three hosts and two APIs (nats-server and PostgreSQL)', () => {
  let nats: NatsServer;
  let postgres: PostgresServer;
  let database: FleetDatabase;
  let hosts: Host[];
  let apis: readonly [Platform, Platform];
  let urls: string[];

  beforeAll(async () => {
    [nats, postgres] = await Promise.all([NatsServer.start(), PostgresServer.start({})]);
    postgres.createEmpty('fleet');
    database = new FleetDatabase(postgres.url('fleet'));
    apis = [newApi('api-1'), newApi('api-2')];
    urls = [];
    for (const api of apis) urls.push((await api.serve()).url);
    hosts = [];
    for (const name of ['web-1', 'web-2', 'web-3']) hosts.push(await newHost(name));
  }, 120_000);
  afterAll(async () => {
    await database.close();
    for (const { platform } of hosts) await platform.dispose();
    for (const api of apis) await api.dispose();
    await nats.dispose();
    await postgres.stop();
  }, 120_000);

  const newApi = (name: string) =>
    new Platform({
      FLEET_NATS_URL: nats.url,
      FLEET_HOST: name,
      FLEET_DATABASE_URL: postgres.url('fleet'),
    });
  const newHost = async (name: string): Promise<Host> => {
    const platform = new Platform({
      FLEET_NATS_URL: nats.url,
      FLEET_HOST: name,
      FLEET_LABELS: 'role=web',
      FLEET_MAX_HEALING: '1',
      FLEET_WHEN_CUT: 'wait',
      FLEET_LEASE_SECONDS: '30',
    });
    platform.patterns(patterns);
    return { name, platform, watchdog: await platform.watch() };
  };
  const host = (name: string): Host => {
    const found = hosts.find((one) => one.name === name);
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  };
  const get = async (path: string, api = 0): Promise<Record<string, unknown>> =>
    (await (await fetch(`${urls[api] ?? ''}${path}`)).json()) as Record<string, unknown>;
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${urls[0] ?? ''}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  /** The next trouble on each of the hosts, each once the one before is proven. */
  const breakAll = (): void => {
    for (const { platform } of hosts) platform.append('logs/app.log', 'ERROR broken\n');
  };
  const healed = async (count: number, names = hosts.map(({ name }) => name)): Promise<void> => {
    for (const name of names)
      await host(name).platform.event('incident.resolved', { count, ...WITHIN });
  };
  const storedIds = async (): Promise<string[]> => {
    const db = await database.ready();
    const rows = await db.selectFrom('fleet_events').select('id').execute();
    return rows.map(({ id }) => id).sort();
  };
  /** What the hosts know and nobody stored, and what the apps said: for whoever has to find out why. */
  const missing = async (): Promise<string> => {
    const stored = new Set(await storedIds());
    const events = hosts.flatMap(({ name, platform }) =>
      platform
        .events()
        .filter(({ id }) => !stored.has(id))
        .map((event) => `not stored: ${name} ${event.occurredAt} ${event.name} ${event.id}`),
    );
    const outputs = [
      ...hosts.map(({ name, watchdog }) => `${name}:\n${watchdog.output}`),
      ...apis.map((api, at) => `api ${String(at + 1)}:\n${api.output}`),
    ];
    return [...events, ...outputs].join('\n');
  };
  const toldIds = (): string[] =>
    hosts.flatMap(({ platform }) => platform.events().map(({ id }) => id)).sort();

  it('shows every host, from either API', async () => {
    for (const api of [0, 1]) {
      const items = await until(
        'three hosts',
        async () => {
          const { items } = await get('/api/fleet/hosts', api);
          return Array.isArray(items) && items.length === 3 ? (items as unknown[]) : undefined;
        },
        WITHIN,
      );
      expect(items).toMatchObject(
        ['web-1', 'web-2', 'web-3'].map((name) => ({
          host: name,
          state: 'running',
          labels: ['role=web'],
          configHash: expect.stringMatching(/^[0-9a-f]{12}$/),
        })),
      );
    }
    const { output } = await apis[0].cli('fleet', 'hosts');
    expect(output).toMatch(/web-1 {2}running/);
  });

  it('asks all hosts of a label, each once, and tells what came of it', async () => {
    const { items } = await post('/api/fleet/pause', { to: 'role=web', minutes: 5 });
    for (const { id } of items as { id: string }[]) {
      const answer = await until(
        `the answer to ${id}`,
        async () => {
          const command = await get(`/api/fleet/commands/${id}`, 1);
          return command['outcome'] === 'waiting' ? undefined : command;
        },
        WITHIN,
      );
      expect(answer).toMatchObject({ outcome: 'done', message: expect.stringContaining('paused') });
    }
    for (const { platform } of hosts) expect(platform.named('automation.paused')).toHaveLength(1);
    const { code } = await apis[1].cli('fleet', 'resume', 'role=web');
    expect(code).toBe(0);
    for (const { platform } of hosts) await platform.event('automation.resumed', WITHIN);
    expect(await post('/api/fleet/pause', { to: 'nobody', minutes: 5 })).toMatchObject({
      type: '/problems/fleet-host-not-found',
    });
  });

  it('pushes patterns to all hosts of a label, which keep theirs where those are wrong or kill them', async () => {
    const [api] = apis;
    const hashes = async (): Promise<unknown[]> => {
      const { items } = await get('/api/fleet/hosts', 1);
      return (items as { configHash: string }[]).map(({ configHash }) => configHash);
    };
    const push = (name: string, text: string, to: string) => {
      api.write(name, text);
      return api.cli('fleet', 'config', 'push', name, '--to', to);
    };
    const [before] = await hashes();
    const wrong = await push(
      'wrong.yaml',
      `${patterns.replace('maxStreak: 0', 'maxStreak: -1')}    mood: x\n`,
      'role=web',
    );
    expect(wrong.code).toBe(3);
    for (const { name } of hosts)
      expect(wrong.data).toMatch(new RegExp(`${name}  rejected  .*\\n(?: {4}.*\\n)+`));
    expect(new Set(await hashes())).toEqual(new Set([before]));

    const good = await push('good.yaml', `# better\n${patterns}`, 'role=web');
    expect(good).toMatchObject({ code: 0, data: expect.stringMatching(/web-3 {2}accepted/) });
    const [hash = ''] = /[0-9a-f]{12}/.exec(good.data) ?? [];
    await until('the new hash', async () =>
      (await hashes()).every((one) => one === hash) ? true : undefined,
    );

    const dies = host('web-1');
    const deadly = push('deadly.yaml', `# deadly\n${patterns}`, 'web-1');
    const onTrial = () => existsSync(dies.platform.path('error-patterns.yaml.trial')) || undefined;
    await until('the trial', onTrial);
    dies.watchdog.signal('SIGKILL');
    await dies.watchdog.exited;
    dies.watchdog = await dies.platform.watch();
    expect((await deadly).data).toMatch(/web-1 {2}rejected {2}The watchdog ended/);
    await until('the hash of before', async () =>
      (await hashes()).every((one) => one === hash) ? true : undefined,
    );
  });

  it('keeps every event once and heals one host at a time, whoever is killed', async () => {
    breakAll();
    const dies = host('web-2');
    await dies.platform.event('heal.requested', WITHIN);
    dies.watchdog.signal('SIGKILL');
    await dies.watchdog.exited;
    dies.watchdog = await dies.platform.watch();
    await healed(1);

    await nats.end('SIGKILL');
    breakAll();
    for (const { platform } of hosts)
      await platform.event('detection.raised', { count: 2, ...WITHIN });
    await nats.start();
    await healed(2);

    await postgres.end('SIGKILL');
    breakAll();
    await healed(3);
    await postgres.startAgain();

    await apis[0].killAll();
    breakAll();
    await healed(4);
    await until(
      'all events',
      async () => {
        const stored = new Set(await storedIds());
        return toldIds().every((id) => stored.has(id)) || undefined;
      },
      { ...WITHIN, describe: missing },
    );
    expect(await storedIds()).toEqual(toldIds());
    expect(overlappingHeals(hosts.flatMap(({ platform }) => platform.events()))).toEqual([]);
    const db = await database.ready();
    const heals = await db.selectFrom('fleet_heals').select(['host', 'status']).execute();
    const verified = heals.filter(({ status }) => status === 'verified');
    expect(verified.length).toBeGreaterThanOrEqual(4 * hosts.length - 1);
  });

  it('tells of the events of all hosts through either API, without a gap between them', async () => {
    urls[0] = (await apis[0].serve()).url;
    const db = await database.ready();
    const rows = await db.selectFrom('fleet_events').select('id').orderBy('position').execute();
    const half = Math.floor(rows.length / 2);
    const stream = (api: number, count: number, lastEventId: string) =>
      serverSent(`${urls[api] ?? ''}/api/fleet/events`, count, { lastEventId, ...WITHIN });
    const first = await stream(1, half, '0');
    const second = await stream(0, rows.length - half, first.at(-1)?.id ?? '');
    const told = [...first, ...second].map(({ data }) => data['id']);
    expect(told).toEqual(rows.map(({ id }) => id));
    expect(new Set(first.map(({ data }) => data['host']))).toEqual(
      new Set(['web-1', 'web-2', 'web-3']),
    );
    const coming = stream(0, 3, second.at(-1)?.id ?? '');
    host('web-1').platform.append('logs/app.log', 'ERROR broken\n');
    // Two instances share what comes, so that neighbours may change places.
    expect((await coming).map(({ event }) => event)).toContain('detection.raised');
  });
});
