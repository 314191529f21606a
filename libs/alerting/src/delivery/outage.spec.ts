import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlertingRig } from '../../testing/alerting-rig.js';
import { sampleAlert } from '../../testing/sample-alert.js';
import {
  type Fault,
  type ReceiverChannel,
  WebhookReceiver,
} from '../../testing/webhook-receiver.js';

const MINUTES = 60_000;
const INCIDENTS = 20;
const STEPS = ['start', 'failure', 'success', 'recovery'] as const;

/** The same storm on each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('thirty minutes of outage with 429s, 500s and timeouts', () => {
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

  /** Alerts of many incidents, all through the outage; a restart in the middle. */
  const live = async (): Promise<void> => {
    for (const [index, kind] of STEPS.entries()) {
      for (let incident = 0; incident < INCIDENTS; incident += 1) {
        const incidentId = `incident-${String(incident)}-`;
        await rig.raise(
          sampleAlert(`${incidentId}${kind}`, {
            kind,
            incidentId,
            headline: `${incidentId} step ${String(index)}`,
          }),
        );
        await rig.pass((30 * MINUTES) / (INCIDENTS * STEPS.length), 500);
      }
      await rig.stop();
      await rig.start();
    }
    receiver.fault = () => undefined;
    await rig.pass(15 * MINUTES, 500);
  };
  const stepsOf = (channel: ReceiverChannel, incident: number): string[] =>
    receiver
      .texts(channel)
      .filter((text) => text.includes(`incident-${String(incident)}-`))
      .map((text) => /step (\d)/.exec(text)?.[1] ?? '');

  it('loses no alert, repeats none, and keeps the order of each incident', async () => {
    const roll = dice(1);
    receiver.fault = (): Fault | undefined => {
      const chance = roll();
      if (chance < 0.3)
        return { status: 429, headers: { 'retry-after': String(1 + Math.floor(roll() * 20)) } };
      if (chance < 0.6) return roll() < 0.5 ? 500 : 503;
      if (chance < 0.75) return 'hang';
      return chance < 0.9 ? 'drop' : undefined;
    };
    await live();
    for (const channel of ['slack', 'discord'] as const)
      for (let incident = 0; incident < INCIDENTS; incident += 1)
        expect([channel, incident, stepsOf(channel, incident)]).toEqual([
          channel,
          incident,
          ['0', '1', '2', '3'],
        ]);
  }, 120_000);

  it('says of each message that may be there already that it may be a repeat', async () => {
    const roll = dice(2);
    receiver.fault = () => (roll() < 0.5 ? 'take-and-drop' : roll() < 0.5 ? 500 : undefined);
    await live();
    const seen = new Set<string>();
    for (const { channel, payload } of receiver.received) {
      const text = JSON.stringify(payload);
      const name = `${channel} ${/incident-\d+- step \d/.exec(text)?.[0] ?? ''}`;
      expect([name, seen.has(name) && !text.includes('may be a repeat')]).toEqual([name, false]);
      seen.add(name);
    }
    expect(seen.size).toBe(2 * INCIDENTS * STEPS.length);
  }, 120_000);
});
