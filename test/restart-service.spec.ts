import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { freePort } from '@app/healing/testing';
import { alertTexts, bothToldOf } from './harness/alert-texts.js';

import { Platform } from './harness/platform.js';
import { Pm2Home } from './harness/pm2.js';
import { until } from './harness/until.js';

jest.setTimeout(120_000);

/** Serves until its connections have leaked away; from then on each request fails and says so in its log. */
const SERVICE = `
const { appendFileSync } = require('node:fs');
let free = 3;
const server = require('node:http').createServer((request, response) => {
  if (request.url === '/cart') free -= 1;
  response.statusCode = free > 0 ? 200 : 500;
  if (free <= 0) appendFileSync(process.env.LOG, 'ERROR pool exhausted: 0 of 3 connections free\\n');
  response.end(String(process.pid));
});
server.listen(process.env.PORT, '127.0.0.1');
process.on('SIGINT', () => server.close(() => process.exit(0)));
`;

describe('RESTART_SERVICE, from a line to a proven heal', () => {
  let platform: Platform;
  let pm2: Pm2Home;
  let receiver: WebhookReceiver;
  let port: number;
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      headers: { connection: 'close' },
    });
    return { status: response.status, pid: Number(await response.text()) };
  };
  const patterns = (): string => `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
probes:
  - { id: shop, type: http, url: 'http://127.0.0.1:${String(port)}/health', cron: '0 0 * * * *' }
patterns:
  - id: pool-exhausted
    title: the shop has no database connection left
    sources: [app]
    match: 'ERROR pool exhausted'
    maxStreak: 2
    action: { type: RESTART_SERVICE, service: shop }
    verification: { windowSeconds: 2, settleSeconds: 0, probe: shop }
`;

  beforeEach(async () => {
    port = await freePort();
    pm2 = new Pm2Home();
    receiver = await WebhookReceiver.start();
    platform = new Platform({ ...pm2.variables, ...receiver.variables });
    platform.patterns(patterns());
    platform.write('server.js', SERVICE);
    await pm2.run(['start', platform.path('server.js'), '--name', 'shop'], {
      PORT: String(port),
      LOG: platform.path('logs', 'app.log'),
    });
    await until('the shop to answer', () => ask('/health').catch(() => undefined));
  });
  afterEach(async () => {
    await platform.dispose();
    await pm2.dispose();
    await receiver.stop();
  });

  it('restarts a service that really broke, proves it, and tells Slack and Discord', async () => {
    await platform.watch();
    const { pid } = await ask('/cart');
    for (let request = 0; request < 5; request += 1) await ask('/cart');
    expect(await ask('/health')).toEqual({ status: 500, pid });

    const verified = await platform.event('heal.verified', { withinMs: 60_000 });
    expect(verified.payload).toMatchObject({ target: 'shop', action: { type: 'RESTART_SERVICE' } });
    const now = await ask('/health');
    expect(now.status).toBe(200);
    expect(now.pid).not.toBe(pid);
    expect(await pm2.list()).toMatchObject([{ name: 'shop', pid: now.pid }]);
    expect(platform.named('heal.started')).toHaveLength(1);
    await bothToldOf(receiver, 'shop: healing');
    await bothToldOf(receiver, 'shop recovered in');
    await bothToldOf(receiver, 'shop: resolved');
  });

  it('does not fight an operator who stopped the service, and says so', async () => {
    await platform.watch();
    await pm2.run(['stop', 'shop']);
    platform.append('logs/app.log', 'ERROR pool exhausted: x\n'.repeat(3));
    const failed = await platform.event('heal.failed', { withinMs: 60_000 });
    expect(failed.payload).toMatchObject({ reason: 'refused', retryable: false });
    await bothToldOf(receiver, 'shop is stopped in PM2, so it was left alone');
    expect(await pm2.list()).toMatchObject([{ pm2_env: { status: 'stopped' } }]);
    expect(alertTexts(receiver, 'slack')).not.toContain('recovered');
  });
});
