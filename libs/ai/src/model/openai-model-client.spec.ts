import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SecretRedactor } from '@app/redaction';
import { readSettings } from '@app/settings';
import { ModelServer } from '../../testing/index.js';
import { aiSettings, type AiSettings } from '../ai.settings.js';
import { OpenAiModelClient } from './openai-model-client.js';

describe('OpenAiModelClient', () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await ModelServer.start();
  });
  afterEach(() => server.stop());

  const client = (variables: Record<string, string> = {}) => {
    const environment = {
      OPENAI_API_KEY: 'test-key-123',
      OPENAI_BASE_URL: server.url,
      OPENAI_MAX_RETRIES: '0',
      ...variables,
    };
    const settings = readSettings([aiSettings], environment).get(aiSettings.token) as AiSettings;
    return new OpenAiModelClient(settings, new SecretRedactor(['test-key-123']));
  };
  const request = { instructions: 'Say hello.', input: 'the log', maxOutputTokens: 100 };

  it('asks by the Responses API and reports what it used', async () => {
    server.reply = () => ({ text: 'hello' });
    expect(await client().complete(request)).toEqual({
      ok: true,
      text: 'hello',
      model: 'test-model',
      usage: { inputTokens: 100, outputTokens: 20 },
    });
    expect(server.calls[0]).toMatchObject({
      path: '/v1/responses',
      authorization: 'Bearer test-key-123',
    });
  });

  it('falls back to Chat Completions where a server has nothing else, and remembers it', async () => {
    server.withoutResponses = true;
    server.reply = () => ({ text: 'hello' });
    const model = client();
    await model.complete(request);
    expect(await model.complete(request)).toMatchObject({ ok: true, text: 'hello' });
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/v1/chat/completions',
      '/v1/chat/completions',
    ]);
  });

  it('asks another model, more freely, when it is told to', async () => {
    server.reply = () => ({ text: 'hello' });
    await client().complete({ ...request, temperature: 0.7, model: 'other-model' });
    expect(JSON.parse(server.calls[0]?.raw ?? '')).toMatchObject({
      temperature: 0.7,
      model: 'other-model',
    });
  });

  it('asks again without a temperature where the model takes none', async () => {
    server.reply = ({ raw }) =>
      raw.includes('temperature')
        ? { status: 400, body: { error: { message: "Unsupported parameter: 'temperature'" } } }
        : { text: 'hello' };
    expect(await client().complete({ ...request, temperature: 0.7 })).toMatchObject({ ok: true });
    expect(server.calls).toHaveLength(2);
  });

  it('sends no secret', async () => {
    await client().complete({ ...request, input: 'postgres://app:s3cr3t@db/app and test-key-123' });
    expect(server.calls[0]?.raw).not.toContain('s3cr3t');
    expect(server.calls[0]?.raw).not.toContain('test-key-123');
  });

  it.each([
    ['a wrong key', { status: 401 }, 'auth', false],
    ['a spent budget', { status: 429 }, 'rate-limited', true],
    ['a failing server', { status: 500 }, 'unreachable', true],
    ['a refusal', { refusal: 'no' }, 'refused', false],
    ['an answer that is cut off', 'incomplete', 'incomplete', true],
    ['an answer that cannot be read', 'garbage', 'bad-answer', false],
  ] as const)('types %s', async (_what, reply, reason, retryable) => {
    server.reply = () => reply;
    expect(await client().complete(request)).toMatchObject({ ok: false, reason, retryable });
  });

  it('gives up on a model that hangs', async () => {
    server.reply = () => 'hang';
    expect(await client({ OPENAI_TIMEOUT_MS: '1000' }).complete(request)).toMatchObject({
      ok: false,
      reason: 'timeout',
    });
  });

  it('ends at once when it is cancelled', async () => {
    server.reply = () => 'hang';
    const controller = new AbortController();
    const asking = client().complete({ ...request, signal: controller.signal });
    controller.abort();
    expect(await asking).toMatchObject({ ok: false, reason: 'cancelled' });
  });

  it('says what to set when there is no key', async () => {
    const answer = await client({ OPENAI_API_KEY: '' }).complete(request);
    expect(answer).toMatchObject({
      ok: false,
      reason: 'no-key',
      message: expect.stringContaining('OPENAI_API_KEY') as unknown,
    });
    expect(server.calls).toEqual([]);
  });

  it('says that nothing listens', async () => {
    expect(
      await client({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }).complete(request),
    ).toMatchObject({
      ok: false,
      reason: 'unreachable',
    });
  });
});
