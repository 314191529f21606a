import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

describe('/api/alerts', () => {
  let api: TestApi;
  let platform: ToldPlatform;
  let slack: WebhookReceiver;
  beforeEach(async () => {
    slack = await WebhookReceiver.start();
    api = await new TestApi(slack.variables).start();
    platform = new ToldPlatform(api);
  });
  afterEach(async () => {
    await api.dispose();
    await slack.stop();
  });

  it('lists alerts with their deliveries, page by page', async () => {
    const incidentId = await platform.detect();
    const first = await platform.alert(incidentId, ['slack']);
    const second = await platform.alert(incidentId, ['slack', 'discord']);
    const page = await api.http.get('/api/alerts?limit=1').expect(200);
    expect(page.body).toMatchObject({
      items: [
        {
          id: second,
          incidentId,
          kind: 'start',
          deliveries: [
            { channel: 'slack', status: 'pending', attempts: 0 },
            { channel: 'discord', status: 'pending', attempts: 0 },
          ],
        },
      ],
    });
    const cursor = encodeURIComponent(String(page.body['nextCursor']));
    const rest = await api.http.get(`/api/alerts?limit=1&cursor=${cursor}`).expect(200);
    expect(rest.body).toMatchObject({ items: [{ id: first }], nextCursor: null });
  });

  it('shows one with exactly what each channel sends, masked', async () => {
    const id = await platform.alert(
      await platform.detect(),
      ['slack'],
      ['password=hunter2hunter2'],
    );
    const { body, text } = await api.http.get(`/api/alerts/${id}`).expect(200);
    expect(body).toMatchObject({ message: { headline: 'api: healing (1/3): restart.' } });
    const payloads = body['payloads'] as readonly { readonly channel: string }[];
    expect(payloads.map(({ channel }) => channel)).toContain('slack');
    expect(text).not.toContain('hunter2hunter2');
  });

  it('sends a test to one channel, or to all', async () => {
    const one = await api.http.post('/api/alerts/test').send({ channel: 'slack' }).expect(200);
    expect(one.body).toEqual({ results: [{ channel: 'slack', ok: true, detail: '' }] });
    expect(slack.received).toMatchObject([{ channel: 'slack' }]);
    const all = await api.http.post('/api/alerts/test').send({}).expect(200);
    expect((all.body['results'] as readonly unknown[]).length).toBeGreaterThan(1);
  });

  it('says what the channel said against it', async () => {
    slack.fault = () => 404;
    const { body } = await api.http.post('/api/alerts/test').send({ channel: 'slack' }).expect(200);
    expect(body).toMatchObject({ results: [{ channel: 'slack', ok: false }] });
  });

  it('knows no channel that is not configured', async () => {
    const { body } = await api.http.post('/api/alerts/test').send({ channel: 'fax' }).expect(404);
    expect(body).toMatchObject({ type: '/problems/channel-not-found' });
  });
});
