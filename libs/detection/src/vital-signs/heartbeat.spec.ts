import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FakeClock } from '@app/clock/testing';
import { ExecaProcessRunner } from '@app/process-runner';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Heartbeat } from './heartbeat.js';
import { SystemdNotifier } from './systemd-notifier.js';

describe('Heartbeat', () => {
  let folder: string;
  let clock: FakeClock;
  let server: Server;
  let asked: number;
  let status: number;
  const saved = { ...process.env };

  const heart = (settings: { file?: string; url?: string }) =>
    new Heartbeat(
      { file: settings.file, url: settings.url, canaryLimitMs: 0 },
      clock,
      new SystemdNotifier(new ExecaProcessRunner()),
    );
  const beat = async (heartbeat: Heartbeat, seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await heartbeat.beat();
      await clock.advance(1_000);
    }
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-heart-'));
    clock = new FakeClock();
    asked = 0;
    status = 200;
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status).end('thanks');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    process.env = { ...saved };
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true, force: true });
  });
  const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;

  it('writes the time to its file every five seconds', async () => {
    const file = join(folder, 'run', 'heartbeat');
    const heartbeat = heart({ file });
    await heartbeat.beat();
    const first = readFileSync(file, 'utf8');
    expect(first).toBe(`${new Date(clock.now()).toISOString()}\n`);
    await beat(heartbeat, 5);
    expect(readFileSync(file, 'utf8')).toBe(first);
    await heartbeat.beat();
    expect(readFileSync(file, 'utf8')).not.toBe(first);
  });

  it('asks its address once a minute', async () => {
    await beat(heart({ url: url() }), 121);
    expect(asked).toBe(3);
  });

  it('says once when it does not get through, and goes on', async () => {
    const warnings: unknown[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (message: unknown) => void warnings.push(message),
    });
    status = 500;
    writeFileSync(join(folder, 'file'), '');
    const heartbeat = heart({ url: url(), file: join(folder, 'file', 'heartbeat') });
    await beat(heartbeat, 130);
    Logger.overrideLogger(['log', 'warn', 'error']);
    expect(warnings).toHaveLength(2);
    expect(JSON.stringify(warnings)).not.toContain(url());
    expect(asked).toBe(3);
  });

  describe('under systemd', () => {
    const said = () => readFileSync(join(folder, 'said'), 'utf8').trimEnd().split('\n');
    beforeEach(() => {
      const program = join(folder, 'systemd-notify');
      writeFileSync(program, `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${join(folder, 'said')}\n`);
      chmodSync(program, 0o755);
      process.env['PATH'] = `${folder}:${process.env['PATH'] ?? ''}`;
      process.env['NOTIFY_SOCKET'] = '/run/socket';
    });

    it('says when it is ready, pings at half the time allowed, and says when it stops', async () => {
      process.env['WATCHDOG_USEC'] = '30000000';
      const heartbeat = heart({});
      await heartbeat.ready();
      await beat(heartbeat, 31);
      await heartbeat.stop();
      expect(said()).toEqual([
        '/run/socket READY=1',
        '/run/socket WATCHDOG=1',
        '/run/socket WATCHDOG=1',
        '/run/socket WATCHDOG=1',
        '/run/socket STOPPING=1',
      ]);
    });

    it('pings nobody where the unit has no WatchdogSec', async () => {
      delete process.env['WATCHDOG_USEC'];
      await beat(heart({}), 100);
      expect(existsSync(join(folder, 'said'))).toBe(false);
    });

    it('says nothing where systemd does not listen', async () => {
      delete process.env['NOTIFY_SOCKET'];
      process.env['WATCHDOG_USEC'] = '30000000';
      const heartbeat = heart({});
      await heartbeat.ready();
      await beat(heartbeat, 20);
      await heartbeat.stop();
      expect(existsSync(join(folder, 'said'))).toBe(false);
    });
  });
});
