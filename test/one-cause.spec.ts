import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(120_000);

const action = `{ type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }`;
const verification = '{ windowSeconds: 2, settleSeconds: 0 }';
const names = Array.from({ length: 49 }, (_, index) => `shop-${String(index + 1)}`);

const oneCause = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0, verification: ${verification} }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
services:
  - { id: db }
${names.map((name) => `  - { id: ${name}, dependsOn: [db] }`).join('\n')}
patterns:
  - { id: db-down, title: the database is down, sources: [app], match: 'ERROR db down', target: db, action: ${action} }
${names.map((name) => `  - { id: ${name}, sources: [app], match: 'ERROR ${name} cannot', target: ${name}, action: ${action} }`).join('\n')}
`;

const ladder = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0, verification: ${verification} }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    title: the app is broken
    sources: [app]
    match: 'ERROR broken'
    target: app
    action: ${action}
    escalate: [{ type: RUN_COMMAND, command: [/bin/true] }]
    loop: { maxHeals: 1, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 0 }
`;

describe('healing from the cause to a person', () => {
  let platform: Platform;
  let receiver: WebhookReceiver;
  let trouble: NodeJS.Timeout | undefined;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    platform = new Platform(receiver.variables);
  });
  afterEach(async () => {
    clearInterval(trouble);
    await platform.dispose();
    await receiver.stop();
  });

  it('gives one heal and one alert for fifty symptoms of one cause', async () => {
    platform.patterns(oneCause);
    await platform.watch();
    const symptoms = names.map((name) => `ERROR ${name} cannot reach it\n`).join('');
    platform.append('logs/app.log', `ERROR db down\n${symptoms}`);
    await platform.event('heal.verified');
    await platform.event('heal.skipped', { count: names.length });
    await bothToldOf(receiver, 'db recovered in');
    expect(platform.named('detection.raised')).toHaveLength(50);
    expect(platform.named('heal.started').map(({ payload }) => payload.target)).toEqual(['db']);
    expect(new Set(platform.named('heal.skipped').map(({ payload }) => payload.reason))).toEqual(
      new Set(['dependency-down']),
    );
    const alerts = platform.named('alert.raised').map(({ payload }) => payload.message);
    expect(new Set(alerts.map(({ service }) => service))).toEqual(new Set(['db']));
    expect(new Set(alerts.map(({ incidentId }) => incidentId)).size).toBe(1);
  });

  it('climbs each rung once, and then pages a person with a critical alert', async () => {
    platform.patterns(ladder);
    await platform.watch();
    trouble = setInterval(() => {
      platform.append('logs/app.log', 'ERROR broken\n');
    }, 100);
    const page = await platform.event('alert.raised', {
      where: ({ payload }) => payload.message.kind === 'loop' && payload.message.service === 'true',
    });
    expect(page.payload.message.severity).toBe('critical');
    await bothToldOf(receiver, 'autoheal loop reset true');
    expect(platform.named('heal.started').map(({ payload }) => payload.target)).toEqual([
      'app',
      'true',
    ]);
  });
});
