import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertMessage } from '@app/contracts';
import { AlertingRig } from '../../testing/alerting-rig.js';
import { ModelServer } from '../../testing/model-server.js';
import { sampleMessage } from '../../testing/sample-alert.js';
import { WebhookReceiver } from '../../testing/webhook-receiver.js';
import { SummarizeStage } from './summarize.stage.js';

const BY_RULES = 'Nothing listens at 127.0.0.1:5432';
const answer = { summary: 'The database is down.', rootCauses: ['a'], filesToInvestigate: [] };

describe('the explanation of an error', () => {
  let receiver: WebhookReceiver;
  let model: ModelServer;
  let rig: AlertingRig;
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    model = await ModelServer.start();
    model.reply = () => ({ text: JSON.stringify(answer) });
    rig = new AlertingRig(receiver);
  });
  afterEach(async () => {
    await rig.dispose();
    await model.stop();
    await receiver.stop();
  });

  const start = (change: Record<string, string> = {}): Promise<void> =>
    rig.start({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: model.url, ...change });
  const alert = (change: Partial<AlertMessage> = {}): Promise<AlertMessage> =>
    rig.get(SummarizeStage).apply({ ...sampleMessage, ...change });
  const followUps = async (count: number): Promise<string[]> => {
    for (let round = 0; round < 40 && receiver.texts('discord').length < count; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await rig.pass(250);
    }
    return receiver.texts('discord');
  };

  it('is what the rules say, at once, and what the model says as a follow-up', async () => {
    await start();
    expect((await alert()).summary).toMatchObject({
      source: 'rules',
      summary: expect.stringContaining(BY_RULES) as unknown,
    });
    const [told = ''] = await followUps(1);
    expect(told).toContain('The database is down');
  });

  it('is asked once for errors that differ only in numbers, over restarts', async () => {
    await start();
    await alert();
    await followUps(1);
    await rig.stop();
    await start();
    const again = await alert({
      incidentId: 'another',
      evidence: ['ERROR connect ECONNREFUSED 127.0.0.1:6543'],
    });
    expect(again.summary).toMatchObject({ source: 'model', summary: 'The database is down.' });
    expect(model.calls).toHaveLength(1);
  });

  it('keeps to the budget of the day', async () => {
    await start({ AI_SUMMARIES_PER_DAY: '1' });
    await alert();
    await followUps(1);
    await alert({ incidentId: 'two', evidence: ['ERROR another kind'] });
    await followUps(2);
    expect(model.calls).toHaveLength(1);
  });

  it('holds up no alert while the model hangs', async () => {
    model.reply = () => 'hang';
    await start();
    expect((await alert()).summary).toMatchObject({ source: 'rules' });
  });

  it('is off when it is switched off, and without lines to explain', async () => {
    await start({ ALERTS_AI_SUMMARY: 'false' });
    expect((await alert()).summary).toBeUndefined();
    await rig.stop();
    await start({ ALERTS_AI_SUMMARY: 'true' });
    expect((await alert({ evidence: [] })).summary).toBeUndefined();
  });
});
