import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(60_000);

const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    title: the app is broken
    sources: [app]
    match: 'ERROR broken'
    target: app
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;

describe('alerts', () => {
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
  const headlines = (channel: 'slack' | 'discord'): string =>
    JSON.stringify(receiver.received.filter((alert) => alert.channel === channel));

  it('tell Slack and Discord of start, success and recovery, within their limits, without secrets', async () => {
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken <!channel> @everyone password=letmein99\n');
    await platform.event('alert.resolved');
    for (const channel of ['slack', 'discord'] as const) {
      await until(
        `three alerts at ${channel}`,
        () =>
          receiver.received.filter((alert) => alert.channel === channel).length >= 3 || undefined,
      );
      expect(headlines(channel)).toContain('healing');
      expect(headlines(channel)).toContain('recovered');
      expect(headlines(channel)).toContain('resolved');
      expect(headlines(channel)).not.toContain('letmein99');
    }
    expect(headlines('slack')).not.toContain('<!channel>');
  });

  it('do not hold up a heal while the webhooks are dead, and arrive afterwards, in order', async () => {
    receiver.fault = () => 503;
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('heal.verified');
    expect(receiver.received).toEqual([]);
    receiver.fault = () => undefined;
    await until(
      'the alerts',
      () =>
        receiver.received.filter(({ channel }) => channel === 'discord').length >= 3 || undefined,
    );
    const order = headlines('discord');
    expect(order.indexOf('healing')).toBeLessThan(order.indexOf('recovered'));
  });

  it('survive a kill of the watchdog', async () => {
    receiver.fault = () => 'hang';
    const watchdog = await platform.watch();
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('alert.raised');
    watchdog.signal('SIGKILL');
    await watchdog.exited;
    receiver.fault = () => undefined;
    await platform.watch();
    await until(
      'the alert',
      () => receiver.received.some(({ channel }) => channel === 'slack') || undefined,
    );
    expect(headlines('slack')).toContain('healing');
  });

  it('can be tested by hand, with exactly what a real incident sends', async () => {
    expect(await platform.cli('alert', 'test')).toMatchObject({ code: 0 });
    expect(receiver.received.map(({ channel }) => channel).sort()).toEqual(['discord', 'slack']);
  });
});
