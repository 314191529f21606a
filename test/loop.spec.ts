import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(120_000);

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
    loop: { maxHeals: 2, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 0 }
`;

describe('a heal that does not help', () => {
  let platform: Platform;
  let receiver: WebhookReceiver;
  let trouble: NodeJS.Timeout;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    platform = new Platform(receiver.variables);
    platform.patterns(patterns);
    await platform.watch();
    trouble = setInterval(() => {
      platform.append('logs/app.log', 'ERROR broken\n');
    }, 100);
  });
  afterEach(async () => {
    clearInterval(trouble);
    await platform.dispose();
    await receiver.stop();
  });

  it('is stopped with a critical alert at Slack and Discord that says how to go on', async () => {
    await platform.event('heal-loop.opened');
    await bothToldOf(receiver, 'Automation STOPPED');
    await bothToldOf(receiver, 'autoheal loop reset app');
    const loop = await platform.event('alert.raised', {
      where: ({ payload }) => payload.message.kind === 'loop',
    });
    expect(loop.payload.message.severity).toBe('critical');
    expect(platform.named('heal.started')).toHaveLength(2);
    await bothToldOf(receiver, 'did not help');
  });

  it('stays stopped when the watchdog is started anew, until a person resumes it', async () => {
    const opened = await platform.event('heal-loop.opened');
    await platform.stopAll();
    await platform.watch();
    await platform.event('heal.skipped', {
      where: ({ payload, occurredAt }) =>
        payload.reason === 'loop-open' && occurredAt > opened.occurredAt,
    });
    expect(platform.named('heal.started')).toHaveLength(2);
    clearInterval(trouble);
    expect(await platform.cli('loop', 'reset', 'app', '--yes')).toMatchObject({ code: 0 });
    await platform.event('heal-loop.closed', { where: ({ payload }) => payload.by === 'person' });
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('heal.verified');
    await bothToldOf(receiver, 'app recovered in');
  });
});
