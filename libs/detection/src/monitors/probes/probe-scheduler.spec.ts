import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { OutboundPolicy } from '@app/outbound';
import { platformSettings } from '@app/settings';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeTools, recordedDetections, recordedMeasurements } from '../../../testing/index.js';
import { resolveTrigger } from '../../pattern-config/resolve-trigger.js';
import { builtInDefaults } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { MonitorLogs } from '../monitor-logs.js';
import { CronJobs } from '../schedule/cron-jobs.js';
import { LatencyWindows } from './latency-windows.js';
import { ProbeBoard } from './probe-board.js';
import { ProbeRunner } from './probe-runner.js';
import { ProbeScheduler } from './probe-scheduler.js';
import { ProbeTrigger } from './probe-trigger.js';
import { probeSchema } from './probe.schema.js';

const EVERY_SECOND = '* * * * * *';
const NEVER = '0 0 0 29 2 *';

const trigger = (id: string, fields: TriggerFields) =>
  resolveTrigger(id, fields, builtInDefaults, () => 'platform');

async function until(what: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${String(what)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('ProbeScheduler', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let requests: ServerResponse[];
  let answer: ((response: ServerResponse) => void) | undefined;
  let parts: ReturnType<typeof recordedDetections>;
  let board: ProbeBoard;
  let measurements: ReturnType<typeof recordedMeasurements>['measurements'];
  let recorder: ReturnType<typeof recordedMeasurements>['recorder'];
  let registry: SchedulerRegistry;
  let scheduler: ProbeScheduler;
  let outbound: OutboundPolicy;

  const apply = (...probes: object[]) => {
    scheduler.apply({
      probes: probes.map((probe) =>
        probeSchema.parse({ id: 'api', type: 'http', url, cron: NEVER, ...probe }),
      ),
      trigger,
    });
  };
  /** What the cron job does, at once. */
  const tick = async (id = 'api') => {
    await registry.getCronJob(`probe:${id}`).fireOnTick();
  };
  /** So many runs are over: what they measured is the last that they write down. */
  const runs = (count: number) => until(() => measurements.length === count);
  const logPath = () => join(folder, 'perf/hourly.log');
  const lines = () =>
    existsSync(logPath()) ? readFileSync(logPath(), 'utf8').trimEnd().split('\n') : [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-probe-'));
    requests = [];
    answer = (response) => response.end('ok');
    server = createServer((_request, response) => {
      requests.push(response);
      answer?.(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    parts = recordedDetections();
    board = new ProbeBoard();
    outbound = new OutboundPolicy([]);
    registry = new SchedulerRegistry();
    const settings = platformSettings.resolve({
      AUTOHEAL_PROJECT_ROOT: folder,
      AUTOHEAL_DATA_DIR: folder,
      WATCHDOG_LOG_PATH: folder,
      ERROR_PATTERNS_CONFIG: 'x.yaml',
      WATCHDOG_DEV_MODE: false,
    });
    ({ measurements, recorder } = recordedMeasurements(parts.clock));
    scheduler = new ProbeScheduler(
      new CronJobs(registry),
      new ProbeRunner(
        board,
        new MonitorLogs(settings, parts.clock),
        recorder,
        { ...probeTools(), outbound },
        parts.clock,
      ),
      new ProbeTrigger(parts.reporter),
      board,
      new LatencyWindows(),
    );
  });
  afterEach(async () => {
    await scheduler.stop();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('triggers by the percentiles of a window, and proves a heal by the answer at hand', async () => {
    apply({ maxStreak: 0, window: { minSamples: 1, maxP50Ms: 1 } });
    answer = (response) => void setTimeout(() => response.end(), 20);
    await tick();
    await until(() => parts.detections.length === 1);
    expect(parts.detections[0]?.evidence.values).toMatchObject({
      reason: 'slow',
      detail: expect.stringContaining('p50 of the last 10 minutes'),
    });
    expect(await scheduler.check('api')).toBe('ok');
  });

  it('proves a heal by a command, too', async () => {
    const command = { type: 'command', cron: NEVER };
    const probes = [
      { ...command, id: 'queue', command: ['false'] },
      { ...command, id: 'db', command: ['true'] },
    ];
    scheduler.apply({ probes: probes.map((probe) => probeSchema.parse(probe)), trigger });
    expect(await scheduler.check('queue')).toBe('failed');
    expect(await scheduler.check('db')).toBe('ok');
  });

  it('keeps what it measured, good or bad, with why', async () => {
    apply({});
    await scheduler.check('api');
    answer = (response) => {
      response.writeHead(503).end();
    };
    await scheduler.check('api');
    expect(measurements).toMatchObject([
      { name: 'probe:api', value: expect.any(Number), ok: true, message: '' },
      { name: 'probe:api', ok: false, message: 'status: answered 503, expected 2xx' },
    ]);
  });

  it('runs a probe at its times and writes a line for each run', async () => {
    apply({ cron: EVERY_SECOND });
    await until(() => lines().length >= 2);
    for (const line of lines())
      expect(line).toMatch(
        /^2026-01-01T00:00:00\.000Z \[perf\] probe=api status=ok latencyMs=\d+ http=200$/,
      );
    expect(board.last('api')?.outcome.status).toBe('ok');
    expect(parts.detections).toEqual([]);
  });

  it('writes why a probe failed', async () => {
    apply({ expectStatus: [503] });
    await tick();
    await until(() => lines().length === 1);
    expect(lines()[0]).toMatch(
      / probe=api status=failed reason=status latencyMs=\d+ http=200 detail="answered 200, expected 503"$/,
    );
  });

  it('leaves out a run that is due while the last one is under way', async () => {
    answer = undefined;
    apply({});
    await tick();
    await until(() => requests.length === 1);
    await tick();
    await tick();
    requests[0]?.end();
    await runs(1);
    expect(requests).toHaveLength(1);
    await tick();
    await until(() => requests.length === 2);
  });

  it('reports a probe that fails more often in a row than it may, then again after as many', async () => {
    const action = { type: 'RESTART_SERVICE', service: 'api' };
    apply({ expectStatus: [503], maxStreak: 1, action, severity: 'critical' });
    for (let run = 1; run <= 4; run += 1) {
      await tick();
      await runs(run);
    }
    await until(() => parts.detections.length === 2);
    expect(parts.detections[0]).toEqual({
      key: 'probe:api',
      trigger: { kind: 'probe', id: 'api' },
      title: 'probe api fails',
      severity: 'critical',
      occurrences: 2,
      streak: { length: 2, limit: 1 },
      lastSeenAt: new Date(parts.clock.now()).toISOString(),
      evidence: {
        records: [],
        captures: {},
        values: {
          reason: 'status',
          detail: 'answered 200, expected 503',
          latencyMs: expect.any(Number),
          http: 200,
        },
      },
      plan: {
        mode: 'shadow',
        action,
        target: 'platform',
        cooldownSeconds: 300,
        verification: { windowSeconds: 30, settleSeconds: 2, probe: 'api' },
        loop: { ...builtInDefaults.loop, maxHealsPerDay: 12 },
      },
    });
  });

  it('starts counting anew after a good answer', async () => {
    apply({ maxStreak: 1 });
    for (const [index, status] of [500, 200, 500, 200].entries()) {
      answer = (response) => response.writeHead(status).end();
      await tick();
      await runs(index + 1);
    }
    expect(parts.detections).toEqual([]);
  });

  it('only measures a probe that has neither an action nor a maxStreak', async () => {
    apply({ expectStatus: [503] });
    await tick();
    await until(() => lines().length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(parts.detections).toEqual([]);
  });

  it('runs a probe now when it is asked to, without counting it', async () => {
    apply({ maxStreak: 0, expectStatus: [503] });
    expect(await scheduler.check('api')).toBe('failed');
    expect(lines()).toHaveLength(1);
    expect(parts.detections).toEqual([]);
    apply({});
    expect(await scheduler.check('api')).toBe('ok');
  });

  it('knows nothing of a probe that is not configured', async () => {
    apply({});
    expect(await scheduler.check('other')).toBe('unknown');
  });

  it('never takes a host that must not be asked for a sick one: nothing is known, and that is said', async () => {
    outbound.asking = () => new OutboundPolicy([]);
    apply({ maxStreak: 0, url: url.replace('127.0.0.1', 'localhost') });
    await tick();
    await until(() => lines().length === 1);
    expect(await scheduler.check('api')).toBe('unknown');
    expect(lines()[0]).toMatch(
      /status=unknown reason=not-allowed detail=".*OUTBOUND_PRIVATE_HOSTS/,
    );
    expect([parts.detections, measurements, requests]).toEqual([[], [], []]);
  });

  it('asks anew rather than believe a run that began before', async () => {
    answer = undefined;
    apply({});
    await tick();
    await until(() => requests.length === 1);
    const check = scheduler.check('api');
    requests[0]?.writeHead(500).end();
    await until(() => requests.length === 2);
    requests[1]?.end();
    expect(await check).toBe('ok');
  });

  it('goes on with other probes, and forgets those that are gone', async () => {
    apply({ id: 'old' }, { id: 'kept' });
    await scheduler.check('old');
    await scheduler.check('kept');
    apply({ id: 'kept' }, { id: 'new' });
    expect([...registry.getCronJobs().keys()]).toEqual(['probe:kept', 'probe:new']);
    expect(board.all().map(({ probeId }) => probeId)).toEqual(['kept']);
  });

  it('stops at once, even in the middle of a run, and writes nothing more', async () => {
    answer = undefined;
    apply({ timeoutMs: 60_000 });
    const check = scheduler.check('api');
    await until(() => requests.length === 1);
    await scheduler.stop();
    expect(await check).toBe('unknown');
    expect(lines()).toEqual([]);
    expect(registry.getCronJobs().size).toBe(0);
  });
});
