import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { existsSync, readFileSync } from 'node:fs';
import { bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(120_000);

const patterns = `
version: 1
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns: [{ id: anything, match: '.' }]
`;

describe('who watches the watchdog', () => {
  let platform: Platform;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    platform = new Platform(receiver.variables);
    platform.patterns(patterns);
  });
  afterEach(async () => {
    await platform.dispose();
    await receiver.stop();
  });

  it('is the API: it tells of a watchdog that was stopped by a signal, and when it goes on', async () => {
    const watchdog = await platform.watch();
    await platform.serve();
    watchdog.signal('SIGSTOP');
    try {
      await bothToldOf(receiver, 'has given no sign of life for');
      const raised = await platform.event('alert.raised', {
        where: ({ payload }) => payload.message.severity === 'critical',
      });
      expect(raised.payload.message.headline).toMatch(/sign of life for 1\d s/);
    } finally {
      watchdog.signal('SIGCONT');
    }
    await bothToldOf(receiver, 'is back after');
    expect(platform.named('alert.raised')).toHaveLength(1);
  });

  it('is nobody after a stop in good order', async () => {
    const watchdog = await platform.watch();
    const { api } = await platform.serve();
    watchdog.signal('SIGTERM');
    await watchdog.exited;
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    expect(platform.named('alert.raised')).toEqual([]);
    expect(api.output).not.toContain('sign of life');
  });

  it('is its heartbeat: a file with the time, while its own lines come back to it unseen by patterns', async () => {
    const file = platform.path('run', 'heartbeat');
    await platform.watch({ WATCHDOG_HEARTBEAT_FILE: file, WATCHDOG_CANARY_LIMIT_MS: '1500' });
    await until('the first beat', () => existsSync(file) || undefined);
    const canary = platform.path('data', 'canary', 'canary.log');
    const lines = () => readFileSync(canary, 'utf8').trimEnd().split('\n');
    // The next is written only when the one before has come back.
    await until('five canaries', () => lines().length >= 5 || undefined);
    const first = readFileSync(file, 'utf8');
    await until('a later beat', () => readFileSync(file, 'utf8') !== first || undefined);
    expect(platform.named('detection.raised')).toEqual([]);
  });
});
