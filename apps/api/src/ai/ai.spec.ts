import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { TestApi } from '../../testing/test-api.js';

const LOG =
  "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (/srv/app/src/cart.js:12:7)";
const ANSWER = { summary: 'No coupon.', rootCauses: ['a'], filesToInvestigate: ['cart.js:12'] };

describe('POST /api/ai/summarize-error', () => {
  let model: ModelServer;
  let api: TestApi;
  const start = async (environment: Record<string, string> = {}) => {
    api = await new TestApi(environment).start();
  };
  const withModel = () =>
    start({ OPENAI_API_KEY: 'the-key', OPENAI_BASE_URL: model.url, OPENAI_MAX_RETRIES: '0' });
  const summarize = (body: object) => api.http.post('/api/ai/summarize-error').send(body);

  beforeEach(async () => {
    model = await ModelServer.start();
  });
  afterEach(async () => {
    await api.dispose();
    await model.stop();
  });

  it('answers by rules, and says so, when no model is configured', async () => {
    await start();
    const { body } = await summarize({ logSnippet: LOG }).expect(200);
    expect(body).toEqual({
      summary: expect.stringContaining('price'),
      rootCauses: expect.arrayContaining([expect.any(String)]),
      filesToInvestigate: ['/srv/app/src/cart.js:12'],
      source: 'rules',
    });
    expect(model.calls).toEqual([]);
  });

  it('answers by the model, and sends it no secret', async () => {
    await withModel();
    model.reply = () => ({ text: JSON.stringify(ANSWER) });
    const { body } = await summarize({ logSnippet: `${LOG}\npassword=letmein` }).expect(200);
    expect(body).toEqual({ ...ANSWER, source: 'model' });
    expect(model.calls).toHaveLength(1);
    expect(model.calls[0]?.raw).toContain("reading 'price'");
    expect(model.calls[0]?.raw).not.toContain('letmein');
  });

  it.each(['garbage', 'incomplete', { status: 429 }, { status: 500 }, { refusal: 'no' }] as const)(
    'answers by rules when the model answers %j',
    async (reply) => {
      await withModel();
      model.reply = () => reply;
      const { body } = await summarize({ logSnippet: LOG }).expect(200);
      expect(body).toMatchObject({ source: 'rules' });
    },
  );

  it.each([
    [{}, 'logSnippet must be a text'],
    [{ logSnippet: 7 }, 'logSnippet must be a text'],
    [{ logSnippet: ' \n' }, 'logSnippet must not be empty'],
    [{ logSnippet: LOG, model: 'x' }, 'model is not a field of this request'],
  ])('refuses %j', async (request, detail) => {
    await start();
    const { body } = await summarize(request).expect(400);
    expect(body).toMatchObject({ type: '/problems/invalid-request', errors: [{ detail }] });
  });

  it('refuses a body over the limit', async () => {
    await start();
    const { body } = await summarize({ logSnippet: 'x'.repeat(300_000) }).expect(413);
    expect(body).toMatchObject({
      type: '/problems/body-too-large',
      detail: expect.stringContaining('at most 262144 bytes'),
    });
  });
});
