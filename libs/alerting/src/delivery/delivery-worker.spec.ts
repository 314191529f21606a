import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlertingRig } from '../../testing/alerting-rig.js';
import { sampleAlert } from '../../testing/sample-alert.js';
import { type Fault, WebhookReceiver } from '../../testing/webhook-receiver.js';
import { AlertTest } from './alert-test.js';

describe('DeliveryWorker', () => {
  let receiver: WebhookReceiver;
  let rig: AlertingRig;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    rig = new AlertingRig(receiver);
    await rig.start();
  });
  afterEach(async () => {
    await rig.dispose();
    await receiver.stop();
  });

  const say = (headline: string, incidentId = 'incident-1') =>
    sampleAlert(headline, { headline, incidentId });
  /** The answers of one channel, one a request; then it takes what comes. */
  const answers = (channel: 'slack' | 'discord', ...faults: Fault[]): void => {
    receiver.fault = (asked) => (asked === channel ? faults.shift() : undefined);
  };
  const saying = (channel: 'slack' | 'discord', word: string): number =>
    receiver.texts(channel).filter((text) => text.includes(word)).length;

  it('delivers each alert once to each channel', async () => {
    await rig.raise(say('one'), say('two'));
    await rig.pass(5_000);
    for (const channel of ['slack', 'discord'] as const) {
      expect([saying(channel, 'one'), saying(channel, 'two')]).toEqual([1, 1]);
    }
  });

  it('sends an alert that is queued twice once', async () => {
    await rig.raise(say('one'), say('one'));
    await rig.pass(5_000);
    expect(receiver.texts('discord')).toHaveLength(1);
  });

  it('keeps to one message a second for Slack', async () => {
    await rig.raise(say('a', '1'), say('b', '2'), say('c', '3'));
    await rig.pass(900);
    expect(receiver.texts('slack')).toHaveLength(1);
    await rig.pass(1_000);
    expect(receiver.texts('slack')).toHaveLength(2);
  });

  it.each([
    ['503', 503],
    ['an answer that never comes', 'hang'],
    ['a connection that breaks', 'drop'],
  ] as const)('tries again after %s', async (_what, fault) => {
    answers('discord', fault);
    await rig.raise(say('one'));
    await rig.pass(9_000);
    await rig.pass(5_000);
    expect(receiver.texts('discord')).toHaveLength(1);
  });

  it('says that a message may be a repeat when nobody knows whether an earlier try arrived', async () => {
    answers('discord', 'take-and-drop');
    await rig.raise(say('one'));
    await rig.pass(5_000);
    const [first, second] = receiver.texts('discord');
    expect(first).not.toContain('repeat');
    expect(second).toContain('may be a repeat');
  });

  it('does not call a message a repeat that was refused', async () => {
    answers('discord', 503);
    await rig.raise(say('one'));
    await rig.pass(5_000);
    expect(receiver.texts('discord').join()).not.toContain('repeat');
  });

  it('waits as long as Retry-After says, whatever the backoff would be', async () => {
    answers('slack', { status: 429, headers: { 'retry-after': '60' } });
    await rig.raise(say('one'));
    await rig.pass(59_000);
    expect(receiver.texts('slack')).toHaveLength(0);
    await rig.pass(3_000);
    expect(receiver.texts('slack')).toHaveLength(1);
  });

  it('still waits for the end of a Retry-After after a restart', async () => {
    answers('slack', { status: 429, headers: { 'retry-after': '60' } });
    await rig.raise(say('one'));
    await rig.pass(1_000);
    await rig.stop();
    await rig.start();
    await rig.raise(say('two', 'another'));
    await rig.pass(50_000);
    expect(receiver.texts('slack')).toHaveLength(0);
    await rig.pass(15_000);
    expect(receiver.texts('slack')).toHaveLength(2);
  });

  it('waits as Discord says in its body, to the millisecond', async () => {
    answers('discord', { status: 429, body: '{"retry_after": 2.5, "global": false}' });
    await rig.raise(say('one'));
    await rig.pass(2_250);
    expect(receiver.texts('discord')).toHaveLength(0);
    await rig.pass(500);
    expect(receiver.texts('discord')).toHaveLength(1);
  });

  it("does not run into Discord's limit when the headers say that no request is left", async () => {
    receiver.headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '30' };
    await rig.raise(say('one'), say('two'));
    await rig.pass(29_000);
    expect(receiver.texts('discord')).toHaveLength(1);
    await rig.pass(2_000);
    expect(receiver.texts('discord')).toHaveLength(2);
  });

  it('lets no later alert of an incident overtake an earlier one', async () => {
    answers('discord', 500, 500, 500);
    await rig.raise(say('first'));
    await rig.pass(100);
    await rig.raise(say('second'), say('third'));
    await rig.pass(60_000);
    const texts = receiver.texts('discord');
    expect(texts.map((text) => /first|second|third/.exec(text)?.[0])).toEqual([
      'first',
      'second',
      'third',
    ]);
  });

  it('does not hold up one channel for another', async () => {
    receiver.fault = (channel) => (channel === 'slack' ? 503 : undefined);
    await rig.raise(say('one'));
    await rig.pass(250);
    expect(receiver.texts('discord')).toHaveLength(1);
  });

  it('asks a channel that is down ever more rarely, at least every five minutes', async () => {
    receiver.fault = (channel) => (channel === 'slack' ? 500 : undefined);
    await rig.raise(say('one'));
    await rig.pass(3_600_000, 1_000);
    expect(receiver.requests).toBeGreaterThan(12);
    expect(receiver.requests).toBeLessThan(45);
  });

  it('gives up an alert that the service refuses, and goes on with the next', async () => {
    answers('discord', 400);
    await rig.raise(say('one'), say('two'));
    await rig.pass(10_000);
    expect(saying('discord', 'one')).toBe(0);
    expect(saying('discord', 'two')).toBe(1);
  });

  it.each([404, 410])(
    'calls a channel that answers %d dead once, on the others, and asks it no more',
    async (status) => {
      receiver.fault = (channel) => (channel === 'slack' ? status : undefined);
      await rig.raise(say('one'), say('two', 'other'));
      await rig.pass(600_000, 1_000);
      await rig.stop();
      await rig.start();
      await rig.raise(say('three', 'third'));
      await rig.pass(600_000, 1_000);
      expect(saying('discord', 'slack no longer exists')).toBe(1);
      expect(receiver.requests - receiver.texts('discord').length).toBe(1);
    },
  );

  it('sends what waited for a dead channel when it has a new address', async () => {
    answers('slack', 404);
    await rig.raise(say('one'), say('two'));
    await rig.pass(5_000);
    await rig.stop();
    await rig.start({ SLACK_WEBHOOK_URL: `${receiver.url}/slack-2` });
    await rig.pass(5_000);
    expect(receiver.texts('slack')).toHaveLength(2);
  });

  it('sends what waited for a dead channel when a test arrives', async () => {
    answers('slack', 404);
    await rig.raise(say('one'));
    await rig.pass(5_000);
    await rig.get(AlertTest).run('slack');
    await rig.pass(60_000);
    expect(saying('slack', 'one')).toBe(1);
  });

  it('does not send a dead channel what is older than a day when it is back', async () => {
    answers('slack', 404);
    await rig.raise(say('one'));
    await rig.pass(1_000);
    await rig.sleep(25 * 3_600_000);
    await rig.raise(say('two'));
    await rig.get(AlertTest).run('slack');
    await rig.pass(60_000);
    expect([saying('slack', 'one'), saying('slack', 'two')]).toEqual([0, 1]);
  });

  it('keeps what is queued over a restart', async () => {
    receiver.fault = () => 503;
    await rig.raise(say('one'));
    await rig.pass(1_000);
    await rig.stop();
    receiver.fault = () => undefined;
    await rig.start();
    await rig.pass(60_000);
    expect(
      [receiver.texts('slack'), receiver.texts('discord')].map(({ length }) => length),
    ).toEqual([1, 1]);
  });

  it('gives an alert up after three days', async () => {
    receiver.fault = () => 503;
    await rig.raise(say('one'));
    await rig.pass(1_000);
    await rig.sleep(73 * 3_600_000);
    await rig.pass(1_000);
    expect(await rig.store.nextDue('discord', Number.MAX_SAFE_INTEGER / 10)).toEqual([]);
  });
});

describe('the fallback channel', () => {
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
  const toSlackOnly = (headline: string) =>
    rig.store.enqueue(sampleAlert(headline, { headline }), {
      deliveries: [{ channel: 'slack', dueAt: rig.clock.now() }],
    });

  const told = () => receiver.texts('discord').filter((text) => text.includes('help'));
  const slackAnswers = async (status: number): Promise<void> => {
    await rig.start({ ALERTS_FALLBACK_CHANNEL: 'discord' });
    receiver.fault = (channel) => (channel === 'slack' ? status : undefined);
    await toSlackOnly('help');
  };

  it('takes an alert after five minutes of outage, once', async () => {
    await slackAnswers(503);
    await rig.pass(290_000, 1_000);
    expect(told()).toHaveLength(0);
    await rig.pass(600_000, 1_000);
    expect(told()).toHaveLength(1);
  });

  it.each([
    ['that was refused for good', 400],
    ['whose channel is dead', 404],
  ])('takes an alert %s within half a minute', async (_what, status) => {
    await slackAnswers(status);
    await rig.pass(31_000, 1_000);
    expect(told()).toHaveLength(1);
  });

  it('is left alone while all is well', async () => {
    await rig.start({ ALERTS_FALLBACK_CHANNEL: 'discord' });
    await toSlackOnly('fine');
    await rig.pass(600_000, 1_000);
    expect(receiver.texts('discord')).toEqual([]);
  });

  it('must be one that is configured', async () => {
    await expect(rig.start({ ALERTS_FALLBACK_CHANNEL: 'pigeon' })).rejects.toThrow(
      'ALERTS_FALLBACK_CHANNEL is "pigeon", which is no configured channel. Configured are: discord, inbox, slack.',
    );
  });
});
