import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { WebhookReceiver } from '@app/alerting/testing';
import { editBlock } from '@app/openai-operator/testing';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(90_000);

const BUGGY = 'export function total(cart) {\n  return cart.sum - cart.coupon.percent;\n}\n';
const [BUG, FIX] = [
  '  return cart.sum - cart.coupon.percent;',
  '  return cart.sum - (cart.coupon?.percent ?? 0);',
];
const FIXED = BUGGY.replace(BUG, FIX);
const TEST = `import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { total } from '../src/cart.js';\ntest('no coupon', () => assert.equal(total({ sum: 10 }), 10));\n`;
const ERROR = "TypeError: Cannot read properties of undefined (reading 'percent')";
const PATTERNS = `
version: 1
defaults: { mode: shadow, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - { id: crash, sources: [app], match: '^TypeError: ', target: shop, action: { type: CODEX_FIX_FILE } }
`;

describe('a code fix whose error comes back', () => {
  let platform: Platform;
  let model: ModelServer;
  let receiver: WebhookReceiver;
  let url: string;

  beforeEach(async () => {
    model = await ModelServer.start();
    model.reply = () => ({ text: editBlock(BUG, FIX) });
    receiver = await WebhookReceiver.start();
    platform = new Platform({
      ...receiver.variables,
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      CODEX_TEMPLATE_REPAIR: 'off',
      CODEX_TEST_COMMAND: `"${process.execPath}" --test`,
      CODEX_DEPLOY_COMMAND: 'touch deployed',
    });
    platform.write('package.json', '{ "type": "module" }');
    platform.write('src/cart.js', BUGGY);
    platform.write('test/cart.test.js', TEST);
    platform.patterns(PATTERNS);
    await platform.watch();
  });
  afterEach(async () => {
    await platform.dispose();
    await model.stop();
    await receiver.stop();
  });

  const source = (): string => readFileSync(platform.path('src/cart.js'), 'utf8');
  const serve = async (extra: Record<string, string> = {}): Promise<void> => {
    ({ url } = await platform.serve(extra));
  };
  const post = async (path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/api/codex/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=50' },
      body: JSON.stringify(body),
    });
    return { code: response.status, ...((await response.json()) as Record<string, unknown>) };
  };
  const ask = () => post('suggest-fix', { filePath: 'src/cart.js', errorLog: ERROR });
  const deployed = async (): Promise<void> => {
    await until('the deploy', () => existsSync(platform.path('deployed')) || undefined);
    rmSync(platform.path('deployed'));
  };
  const errorReturns = async (): Promise<void> => {
    platform.append('logs/app.log', `${ERROR}\n    at total (src/cart.js:2:30)\n`);
    await platform.event('repair.reverted', { withinMs: 20_000 });
    expect(source()).toBe(BUGGY);
    await deployed();
  };

  it('is taken back by itself, people are told, and the same patch is not tried again', async () => {
    await serve();
    expect(await ask()).toMatchObject({ outcome: 'kept', fix: { status: 'watching' } });
    expect(source()).toBe(FIXED);
    await deployed();
    await errorReturns();
    await bothToldOf(receiver, 'src/cart.js was taken back');
    await bothToldOf(receiver, 'autoheal repairs show');
    expect(await ask()).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('in place before, and the error came back'),
    });
    expect(source()).toBe(BUGGY);
  });

  it('was proposed first, and applied once by whoever approved it', async () => {
    await serve({ CODEX_DELIVERY: 'suggest' });
    const proposal = await ask();
    const id = String(proposal['id']);
    expect(proposal).toMatchObject({ outcome: 'proposed', fix: { status: 'proposed' } });
    expect(source()).toBe(BUGGY);
    await bothToldOf(receiver, `autoheal repairs show ${id}`);
    expect((await platform.cli('repairs', 'show', id)).output).toContain(`+${FIX}`);

    const clicks = await Promise.all([1, 2].map(() => post(`jobs/${id}/apply`)));
    expect(clicks).toMatchObject([{ code: 200 }, { code: 200 }]);
    expect(await platform.cli('repairs', 'apply', id)).toMatchObject({ code: 0 });
    expect(source()).toBe(FIXED);
    expect(platform.named('repair.applied')).toHaveLength(1);
    await deployed();
    await until('the watch', async () => {
      const response = await fetch(`${url}/api/codex/jobs/${id}`);
      const { fix } = (await response.json()) as { fix: { status: string } };
      return fix.status === 'watching' || undefined;
    });
    await errorReturns();
    expect(await post(`jobs/${id}/apply`)).toMatchObject({ code: 409, reason: 'reverted' });
    expect(source()).toBe(BUGGY);
  });

  it('is applied from the command line, deployed and watched', async () => {
    await serve({ CODEX_DELIVERY: 'suggest' });
    const { id } = (await ask()) as unknown as { id: string };
    const { code, output } = await platform.cli('repairs', 'apply', id);
    expect([code, output]).toEqual([0, expect.stringContaining('It is deployed')]);
    await deployed();
    expect((await platform.cli('repairs', 'list')).output).toContain('watching');
    await errorReturns();
  });
});
