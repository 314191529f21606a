import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { alertTexts, bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(120_000);

const patterns = `
version: 1
defaults: { mode: approve, cooldownSeconds: 0 }
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

describe('a heal that waits for approval', () => {
  let platform: Platform;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    platform = new Platform(receiver.variables);
    platform.patterns(patterns);
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken\n');
  });
  afterEach(async () => {
    await platform.dispose();
    await receiver.stop();
  });

  it('asks people at Slack and Discord with the command to type, and tells them what came of it', async () => {
    const { payload } = await platform.event('heal.approval-required');
    await bothToldOf(receiver, 'app: RUN_COMMAND waits for approval');
    await bothToldOf(receiver, `autoheal heals approve ${payload.healId}`);
    expect(platform.named('heal.started')).toEqual([]);

    expect(await platform.cli('heals', 'approve', payload.healId)).toMatchObject({ code: 0 });
    await platform.event('heal.verified');
    await bothToldOf(receiver, 'app recovered in');
  });

  it('runs once when two people approve at the same moment', async () => {
    const { payload } = await platform.event('heal.approval-required');
    const answers = await Promise.all([
      platform.cli('heals', 'approve', payload.healId),
      platform.cli('heals', 'approve', payload.healId),
    ]);
    expect(answers.filter(({ code }) => code === 0)).toHaveLength(1);
    await platform.event('heal.verified');
    expect(platform.named('heal.started')).toHaveLength(1);
  });

  it('never runs once it is rejected', async () => {
    const { payload } = await platform.event('heal.approval-required');
    await bothToldOf(receiver, 'waits for approval');
    expect(await platform.cli('heals', 'reject', payload.healId)).toMatchObject({ code: 0 });
    expect((await platform.cli('heals', 'approve', payload.healId)).code).not.toBe(0);
    expect(platform.named('heal.started')).toEqual([]);
    expect(alertTexts(receiver, 'slack')).not.toContain('healing');
  });
});
