import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertMessage } from '@app/contracts';
import { AlertingRig } from '../../testing/alerting-rig.js';
import { sampleMessage } from '../../testing/sample-alert.js';
import { WebhookReceiver } from '../../testing/webhook-receiver.js';
import { Silences } from '../silences/silences.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('AlertPlanner', () => {
  let receiver: WebhookReceiver;
  let rig: AlertingRig;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    rig = new AlertingRig(receiver);
  });
  afterEach(async () => {
    await rig.dispose();
    await receiver.stop();
  });

  const start = (rules?: string): Promise<void> =>
    rig.start(rules === undefined ? {} : { ALERTS_CONFIG: rig.rules(rules) });
  const alert = (headline: string, change: Partial<AlertMessage> = {}): AlertMessage => ({
    ...sampleMessage,
    headline,
    incidentId: headline,
    ...change,
  });
  const recovery = (incidentId: string): AlertMessage =>
    alert(`${incidentId} is over`, { incidentId, kind: 'recovery', severity: 'info' });
  const discord = (): string[] => receiver.texts('discord');
  const told = (words: string): number => discord().filter((text) => text.includes(words)).length;

  it('tells every channel of everything without a file', async () => {
    await start();
    await rig.tell(alert('one'));
    await rig.pass(3_000);
    expect([receiver.texts('slack').length, discord().length]).toEqual([1, 1]);
  });

  it('routes by severity, pattern and service; the first route that matches decides', async () => {
    await start(`
version: 1
routes:
  - { match: { severity: [critical] } }
  - { match: { service: 'pay-*', pattern: [slow] }, channels: [slack] }
  - { channels: [discord] }
`);
    await rig.tell(
      alert('critical', { severity: 'critical' }),
      alert('slow payment', { service: 'pay-eu', pattern: 'slow' }),
      alert('the rest'),
    );
    await rig.pass(5_000);
    const heard = (channel: 'slack' | 'discord') =>
      ['critical', 'slow payment', 'the rest'].filter((words) =>
        receiver.texts(channel).join().includes(words),
      );
    expect(heard('slack')).toEqual(['critical', 'slow payment']);
    expect(heard('discord')).toEqual(['critical', 'the rest']);
  });

  it('goes on to the next route after one that says so', async () => {
    await start(`
version: 1
routes:
  - { match: { service: api }, channels: [slack], continue: true }
  - { match: { service: api }, channels: [discord] }
  - { channels: [] }
`);
    await rig.tell(alert('one'), alert('two', { service: 'web' }));
    await rig.pass(5_000);
    expect([receiver.texts('slack').length, discord().length]).toEqual([1, 1]);
  });

  it('makes one message of a group, and counts', async () => {
    await start('version: 1\nroutes: [{ groupBy: [service], groupWaitSeconds: 30 }]');
    await rig.tell(alert('one'), alert('two'), alert('other', { service: 'web' }));
    await rig.pass(29_000);
    expect(discord()).toEqual([]);
    await rig.pass(5_000);
    expect(discord()).toHaveLength(2);
    expect(told('2 alerts: api')).toBe(1);
  });

  it('never lets a critical alert wait, and brings what waited of its incident with it', async () => {
    await start('version: 1\nroutes: [{ groupBy: [service], groupWaitSeconds: 600 }]');
    await rig.tell(alert('healing', { incidentId: 'i' }));
    await rig.tell(alert('it loops', { incidentId: 'i', kind: 'loop', severity: 'critical' }));
    await rig.pass(5_000);
    expect(discord().map((text) => /healing|it loops/.exec(text)?.[0])).toEqual([
      'healing',
      'it loops',
    ]);
  });

  it('tells a repeat of an incident only after the interval, with how many there were', async () => {
    await start('version: 1\nroutes: [{ repeatSeconds: 3600 }]');
    for (let minute = 0; minute < 61; minute += 10) {
      await rig.tell(alert('broken', { kind: 'detected' }));
      await rig.pass(2_000);
      await rig.sleep(10 * MINUTE_MS);
    }
    await rig.pass(5_000);
    expect(told('broken')).toBe(2);
    expect(told('5 repeats since the last were not told')).toBe(1);
  });

  it('tells the same trouble of another incident at once', async () => {
    await start();
    await rig.tell(alert('broken', { incidentId: '1' }), alert('broken', { incidentId: '2' }));
    await rig.pass(5_000);
    expect(told('broken')).toBe(2);
  });

  it('keeps a silence, records it, and goes on after it', async () => {
    await start();
    const silence = {
      matchers: { service: 'ap*' },
      minutes: 30,
      reason: 'release',
      createdBy: 'a',
    };
    await rig.get(Silences).create(silence);
    await rig.tell(alert('one'), alert('two', { service: 'web' }));
    await rig.pass(2_000);
    await rig.sleep(31 * MINUTE_MS);
    await rig.tell(alert('three'));
    await rig.pass(5_000);
    expect([told('one'), told('two'), told('three')]).toEqual([0, 1, 1]);
  });

  it('ends a silence early', async () => {
    await start();
    const silences = rig.get(Silences);
    const { id } = await silences.create({
      matchers: {},
      minutes: 60,
      reason: 'x',
      createdBy: 'a',
    });
    expect([await silences.expire(id), await silences.expire(id)]).toEqual([true, false]);
    await rig.tell(alert('one'));
    await rig.pass(5_000);
    expect(told('one')).toBe(1);
  });

  it('makes no silence that does not end within a week', async () => {
    await start();
    const forever = { matchers: {}, minutes: 10_081, reason: 'x', createdBy: 'a' };
    await expect(rig.get(Silences).create(forever)).rejects.toThrow('1 to 10080 minutes');
  });

  it('tells a recovery only to whom the problem was told', async () => {
    await start('version: 1\nroutes: [{ match: { kind: [start] }, channels: [slack] }]');
    await rig.tell(
      alert('broken', { incidentId: 'known' }),
      recovery('known'),
      recovery('unknown'),
    );
    await rig.pass(10_000);
    expect(receiver.texts('slack')).toHaveLength(2);
    expect(discord()).toEqual([]);
  });

  it('inhibits by what is open, until it is over', async () => {
    await start(`
version: 1
inhibit:
  - source: { kind: [loop] }
    target: { severity: [error] }
`);
    const loop = alert('loop', { kind: 'loop', severity: 'critical', incidentId: 'L' });
    await rig.tell(loop, alert('same service'), alert('another', { service: 'web' }));
    await rig.tell(recovery('L'), alert('afterwards'));
    await rig.pass(10_000);
    expect(['same service', 'another', 'afterwards'].map(told)).toEqual([0, 1, 1]);
  });

  it('damps flapping: says so once, then tells failures only, until it is calm', async () => {
    await start('version: 1\nflapping: { recoveries: 3, windowSeconds: 3600 }');
    for (let turn = 1; turn <= 6; turn += 1) {
      await rig.tell(alert(`broken ${String(turn)}`, { incidentId: `i${String(turn)}` }));
      await rig.tell(recovery(`i${String(turn)}`));
      await rig.pass(MINUTE_MS, 1_000);
    }
    await rig.tell(alert('it failed', { kind: 'failure' }));
    await rig.pass(5_000);
    expect([told('"broken'), told('is over'), told('it flaps'), told('it failed')]).toEqual([
      3, 3, 1, 1,
    ]);
    await rig.sleep(2 * HOUR_MS);
    await rig.tell(alert('broken later'));
    await rig.pass(5_000);
    expect(told('broken later')).toBe(1);
  });

  it('lets alerts wait for the morning as one message, but no critical one', async () => {
    await start(`
version: 1
timeZone: Europe/Berlin
quietHours: [{ name: night, from: '22:00', to: '07:00' }]
routes: [{ quiet: night }]
`);
    // 00:00 UTC is 01:00 in Berlin.
    await rig.tell(alert('one'), alert('two'), alert('fire', { severity: 'critical' }));
    await rig.pass(MINUTE_MS, 1_000);
    await rig.sleep(6 * HOUR_MS - 2 * MINUTE_MS);
    await rig.pass(30_000, 1_000);
    expect(discord()).toHaveLength(1);
    await rig.pass(MINUTE_MS, 1_000);
    expect(told('2 alerts')).toBe(1);
  });

  it('reads a changed file, and keeps the last good one when it is broken', async () => {
    await start('version: 1\nroutes: [{ channels: [slack] }]');
    rig.rules('version: 1\nroutes: [{ channels: [pigeon] }]');
    await rig.tell(alert('one'));
    rig.rules('version: 1\nroutes: [{ channels: [discord] }]');
    await rig.tell(alert('two'));
    await rig.pass(5_000);
    expect(receiver.texts('slack')).toHaveLength(1);
    expect(discord()).toHaveLength(1);
  });

  it('does not start with a broken file, and says all that is wrong', async () => {
    await expect(
      start('version: 1\nroutes: [{ channels: [pigeon], quiet: night }]'),
    ).rejects.toThrow('2:39 routes.0.quiet: names quiet hours that are not in quietHours: "night"');
  });
});
