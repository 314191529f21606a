import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import type { RepairFinished } from '@app/contracts';
import { editBlock } from '@app/openai-operator/testing';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

const BUGGY = 'export function total(cart) {\n  return cart.sum - cart.coupon.percent;\n}\n';
const FIXED = BUGGY.replace('cart.coupon.percent', '(cart.coupon?.percent ?? 0)');
const TEST = `import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { total } from '../src/cart.js';\ntest('no coupon', () => assert.equal(total({ sum: 10 }), 10));\n`;
const ROUTES = `import { total } from './cart.js';\napp.get('/cart/:id', (request, response) => response.json(total(request.cart)));\n`;
const [, BUG = ''] = BUGGY.split('\n');
const [, FIX = ''] = FIXED.split('\n');
const GOOD = editBlock(BUG, FIX);
const WRONG = editBlock(BUG, '  return 0;');

describe('openai-operator', () => {
  let platform: Platform;
  let model: ModelServer;

  beforeEach(async () => {
    model = await ModelServer.start();
    platform = new Platform({
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      OPENAI_MAX_RETRIES: '0',
      CODEX_TEMPLATE_REPAIR: 'off',
      CODEX_TEST_COMMAND: `"${process.execPath}" --test`,
      CODEX_TARGET_FILE_PATH: 'src/cart.js',
      CODEX_ERROR_LOG_SNIPPET: "TypeError: Cannot read properties of undefined (reading 'percent')",
    });
    platform.write('package.json', '{ "type": "module" }');
    platform.write('src/cart.js', BUGGY);
    platform.write('test/cart.test.js', TEST);
    copyFileSync(
      join(import.meta.dirname, '../codex-pipeline.yaml'),
      platform.path('codex-pipeline.yaml'),
    );
  });
  afterEach(async () => {
    await platform.dispose();
    await model.stop();
  });

  const operator = async (args: readonly string[], env: Record<string, string> = {}) => {
    const child = platform.start('openai-operator', args, env);
    const { code } = await child.exited;
    return { code, output: child.output };
  };
  const repair = (args: readonly string[] = [], env: Record<string, string> = {}) =>
    operator(['run', 'codex-pipeline.yaml', ...args], env);
  const source = (): string => readFileSync(platform.path('src/cart.js'), 'utf8');

  it('exits with 0 when the patch is kept', async () => {
    model.reply = () => ({ text: GOOD });
    expect(await repair()).toMatchObject({ code: 0, output: expect.stringContaining('kept:') });
    expect(source()).toBe(FIXED);
  });

  it('exits with 1 when no patch passes', async () => {
    model.reply = () => ({ text: WRONG });
    expect(await repair()).toMatchObject({ code: 1, output: expect.stringContaining('rejected:') });
    expect(source()).toBe(BUGGY);
  });

  it('exits with 4 when the rules refuse', async () => {
    expect(await repair([], { CODEX_TARGET_FILE_PATH: '../x.js' })).toMatchObject({ code: 4 });
    expect(await repair([], { CODEX_TARGET_FILE_PATH: 'package.json' })).toMatchObject({ code: 4 });
  });

  it.each([
    ['nothing', []],
    ['an unknown verb', ['dance', 'x.yaml']],
    ['an unknown flag', ['run', 'codex-pipeline.yaml', '--fast']],
    ['too many words', ['run', 'codex-pipeline.yaml', 'other.yaml']],
  ])('exits with 2 and shows its usage for %s', async (_what, args) => {
    const { code, output } = await operator(args);
    expect(code).toBe(2);
    expect(output).toContain('Usage:');
  });

  it('exits with 3 and names every problem of a pipeline with its line', async () => {
    platform.write(
      'bad.yaml',
      'version: 1\ntasks:\n  - name: a\n    run: echo ${{ env.X }}\n  - name: b\n    uses: magic\n',
    );
    for (const args of [
      ['validate', 'bad.yaml'],
      ['run', 'bad.yaml'],
    ]) {
      const { code, output } = await operator(args);
      expect(code).toBe(3);
      expect(output).toContain('bad.yaml:4:10 tasks.0.run');
      expect(output).toContain('bad.yaml:6:11 tasks.1.uses');
    }
    expect(await operator(['validate', 'none.yaml'])).toMatchObject({ code: 3 });
    expect(await operator(['validate', 'codex-pipeline.yaml'])).toMatchObject({ code: 0 });
  });

  it('exits with 3 when a setting is wrong', async () => {
    expect(await repair([], { OPENAI_TIMEOUT_MS: 'soon' })).toMatchObject({
      code: 3,
      output: expect.stringContaining('OPENAI_TIMEOUT_MS'),
    });
  });

  it('in a dry run says what it would do, asks no model and changes nothing', async () => {
    const { code, output } = await repair(['--dry-run']);
    expect(code).toBe(0);
    expect(output).toContain('The file to repair is src/cart.js.');
    expect(output).toContain('would use "deliver"');
    expect(model.calls).toEqual([]);
    expect(source()).toBe(BUGGY);
  });

  it('leaves a trace of every task, without secrets', async () => {
    model.reply = () => ({ text: model.calls.length === 1 ? 'password=letmein99' : GOOD });
    await repair(['--trace', 'trace.jsonl']);
    const text = readFileSync(platform.path('trace.jsonl'), 'utf8');
    const entries = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(entries).toContainEqual(
      expect.objectContaining({ event: 'skipped', task: 'find-route' }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ task: 'patch', outcome: 'rejected', candidate: 2, round: 1 }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ task: 'deliver', outcome: 'success', at: expect.any(String) }),
    );
    expect(text).not.toContain('letmein99');
  });

  it('keeps every question, answer, patch, judgement and the cost for the record, without secrets', async () => {
    const answers = ['password=letmein99', WRONG, GOOD];
    model.reply = () => ({ text: answers[model.calls.length - 1] ?? '' });
    await repair(['--result', 'result.json']);
    const text = readFileSync(platform.path('result.json'), 'utf8');
    expect(text).not.toContain('letmein99');
    const { exchanges, attempts, cost } = JSON.parse(text) as RepairFinished;
    expect(exchanges.map(({ answer }) => answer).slice(1)).toEqual([WRONG, GOOD]);
    expect(attempts).toMatchObject([
      { from: 'template', passed: false, message: 'patch: Template repair is off.', diff: '' },
      { from: 'model', candidate: 2, round: 1, passed: false, diff: '' },
      { from: 'model', round: 2, passed: false, message: expect.stringContaining('test: ') },
      { from: 'model', round: 3, passed: true, diff: expect.stringContaining(`+${FIX}`) },
    ]);
    expect(cost?.tokens).toBeGreaterThan(0);
  });

  it('exits with 4 when the budget is spent, and asks no model', async () => {
    expect(await repair([], { CODEX_MAX_TOKENS_PER_FIX: '100' })).toMatchObject({
      code: 4,
      output: expect.stringContaining('Raise CODEX_MAX_TOKENS_PER_FIX'),
    });
    expect(await repair([], { CODEX_MAX_MINUTES_PER_DAY: '0' })).toMatchObject({
      code: 4,
      output: expect.stringContaining('CODEX_MAX_MINUTES_PER_DAY'),
    });
    expect(model.calls).toEqual([]);
    expect(source()).toBe(BUGGY);
  });

  it('counts what every run of a day spends together', async () => {
    const day = { CODEX_MAX_TOKENS_PER_DAY: '10000' };
    model.reply = () => ({ text: GOOD });
    expect(await repair([], day)).toMatchObject({ code: 0 });
    platform.write('src/cart.js', BUGGY);
    model.reply = () => 'garbage';
    expect(await repair([], day)).toMatchObject({ code: 1 });
    expect(await repair([], day)).toMatchObject({
      code: 4,
      output: expect.stringContaining('Raise CODEX_MAX_TOKENS_PER_DAY'),
    });
  });

  it('finds the handler of a route', async () => {
    platform.write('src/cart.routes.js', ROUTES);
    const { output } = await repair(['--dry-run'], {
      CODEX_TARGET_FILE_PATH: '',
      CODEX_TARGET_ROUTE: 'GET /api/cart/42',
    });
    expect(output).toContain('The file to repair is src/cart.routes.js.');
  });

  it('ends when its time is over, and says so', async () => {
    model.reply = () => 'hang';
    expect(await repair([], { CODEX_JOB_TIMEOUT_MS: '4000' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('failed: The repair took longer than 4 s and was stopped.'),
    });
    expect(source()).toBe(BUGGY);
  });

  it('ends on a signal and leaves the tree untouched', async () => {
    model.reply = () => 'hang';
    const child = platform.start('openai-operator', ['run', 'codex-pipeline.yaml']);
    await child.says(/── patch/);
    child.signal('SIGTERM');
    expect(await child.exited).toMatchObject({ code: 1 });
    expect(child.output).toContain('cancelled');
    expect(source()).toBe(BUGGY);
    expect(existsSync(platform.path('data/repairs'))).toBe(false);
  });
});
