import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(60_000);

const BUGGY = 'export function total(cart) {\n  return cart.sum - cart.coupon.percent;\n}\n';
const FIXED = BUGGY.replace('cart.coupon.percent', '(cart.coupon?.percent ?? 0)');
const TEST = `import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { total } from '../src/cart.js';\ntest('coupon', () => assert.equal(total({ sum: 10, coupon: { percent: 3 } }), 7));\ntest('no coupon', () => assert.equal(total({ sum: 10 }), 10));\n`;
const block = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;
const GOOD = block(
  '  return cart.sum - cart.coupon.percent;',
  '  return cart.sum - (cart.coupon?.percent ?? 0);',
);
const WRONG = block('  return cart.sum - cart.coupon.percent;', '  return 0;');

describe('a code fix', () => {
  let platform: Platform;
  let model: ModelServer;
  let url: string;

  beforeEach(async () => {
    model = await ModelServer.start();
    platform = new Platform({
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      OPENAI_MAX_RETRIES: '0',
      CODEX_TEMPLATE_REPAIR: 'off',
      CODEX_TEST_COMMAND: `"${process.execPath}" --test`,
    });
    platform.write('package.json', '{ "type": "module" }');
    platform.write('src/cart.js', BUGGY);
    platform.write('test/cart.test.js', TEST);
    ({ url } = await platform.serve());
  });
  afterEach(async () => {
    await platform.dispose();
    await model.stop();
  });

  const source = (): string => readFileSync(platform.path('src/cart.js'), 'utf8');
  const ask = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/api/codex/suggest-fix`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=50', ...headers },
      body: JSON.stringify(body),
    });
  const frame = (): string => `    at total (${platform.path('src/cart.js')}:2:30)`;
  const errorLog = "TypeError: Cannot read properties of undefined (reading 'percent')";

  it('is kept when its tests pass', async () => {
    model.reply = () => ({ text: GOOD });
    const response = await ask({ filePath: 'src/cart.js', errorLog });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outcome: 'kept' });
    expect(source()).toBe(FIXED);
    expect(model.calls[0]?.prompt).toContain(errorLog);
  });

  it.each([
    ['fails the tests', WRONG],
    ['cannot be applied', block('no such line', 'x')],
    ['is no patch at all', 'I would add a null check.'],
  ])('leaves the file byte for byte as it was when the patch %s', async (_what, text) => {
    model.reply = () => ({ text });
    const response = await ask({ filePath: 'src/cart.js', errorLog });
    expect(await response.json()).toMatchObject({ outcome: 'rejected' });
    expect(source()).toBe(BUGGY);
  });

  it('sends a patch that does not fit back to the model', async () => {
    model.reply = () => ({
      text: model.calls.length === 1 ? block('return cart.coupon;', 'x') : GOOD,
    });
    expect(await (await ask({ filePath: 'src/cart.js', errorLog })).json()).toMatchObject({
      outcome: 'kept',
    });
    expect(model.calls[1]?.prompt).toContain('most similar lines');
  });

  it('never shows the model or the tests a secret', async () => {
    platform.write('src/cart.js', `// password=letmein99\n${BUGGY}`);
    platform.write(
      'test/leak.test.js',
      "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.HOME + '/seen.json', JSON.stringify(process.env));\n",
    );
    model.reply = () => ({ text: GOOD });
    await ask({ filePath: 'src/cart.js', errorLog: `${errorLog} token=abcdef123456` });
    const sent = model.calls.map(({ raw }) => raw).join('\n');
    expect(sent).not.toContain('letmein99');
    expect(sent).not.toContain('abcdef123456');
    expect(readFileSync(platform.path('seen.json'), 'utf8')).not.toContain('test-key-for-e2e');
  });

  it('refuses paths outside the project, links, tests and manifests', async () => {
    symlinkSync('/etc/hostname', platform.path('src/link.js'));
    const outside = `${platform.folder}.js`;
    writeFileSync(outside, '');
    for (const filePath of [
      `../${basename(outside)}`,
      '/etc/passwd',
      'src/link.js',
      'src/none.js',
    ]) {
      expect((await ask({ filePath, errorLog })).status).toBe(422);
    }
    for (const filePath of ['test/cart.test.js', 'package.json']) {
      expect(await (await ask({ filePath, errorLog })).json()).toMatchObject({
        outcome: 'refused',
      });
    }
    rmSync(outside);
    expect(model.calls).toEqual([]);
  });

  it('says that the model hangs, fails or refuses, and leaves the file alone', async () => {
    for (const reply of [
      { status: 429 },
      { status: 500 },
      { refusal: 'no' },
      'incomplete',
    ] as const) {
      model.reply = () => reply;
      expect(await (await ask({ filePath: 'src/cart.js', errorLog })).json()).toMatchObject({
        outcome: 'failed',
      });
    }
    expect(source()).toBe(BUGGY);
  });

  it.each([
    ['at once', 0],
    ['line by line', 20],
  ])(
    'heals a crash that the log shows, written %s, from the line to the proof',
    async (_how, pauseMs) => {
      model.reply = () => ({ text: GOOD });
      platform.patterns(`
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: crash
    sources: [app]
    match: '^TypeError: '
    target: shop
    action: { type: CODEX_FIX_FILE }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`);
      await platform.watch({ CODEX_API_URL: url });
      for (const line of [errorLog, '    at async Promise.all (index 0)', frame()]) {
        platform.append('logs/app.log', `${line}\n`);
        await setTimeout(pauseMs);
      }
      await platform.event('heal.verified', { withinMs: 40_000 });
      expect(source()).toBe(FIXED);
      await until('the repair in the story', () => platform.named('repair.finished')[0]);
    },
  );

  it('follows a general restart where the error names a file', async () => {
    model.reply = () => ({ text: GOOD });
    platform.patterns(`
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: crash
    sources: [app]
    match: '^TypeError: '
    action: { type: GENERAL_RESTART }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`);
    await platform.watch({ CODEX_API_URL: url, HEAL_COMMAND: 'echo restarted > restarted.txt' });
    platform.append('logs/app.log', `${errorLog}\n${frame()}\n`);
    await platform.event('heal.succeeded', {
      withinMs: 40_000,
      where: ({ payload }) => payload.action.type === 'CODEX_FIX_FILE',
    });
    expect(readFileSync(platform.path('restarted.txt'), 'utf8')).toBe('restarted\n');
    expect(source()).toBe(FIXED);
  });

  it('is explained by the model, or by rules that say so', async () => {
    const summarize = async (): Promise<unknown> =>
      (
        await fetch(`${url}/api/ai/summarize-error`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ logSnippet: errorLog }),
        })
      ).json();
    model.reply = () => ({ text: '{"summary":"s","rootCauses":[],"filesToInvestigate":[]}' });
    expect(await summarize()).toMatchObject({ summary: 's', source: 'model' });
    model.reply = () => ({ status: 400 });
    expect(await summarize()).toMatchObject({ source: 'rules' });
  });
});
