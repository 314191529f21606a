import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { editBlock } from '@app/openai-operator/testing';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage, seriousFaults } from './harness/browser.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(180_000);

const [BUG, FIX] = [
  '  return cart.sum - cart.coupon.percent;',
  '  return cart.sum - (cart.coupon?.percent ?? 0);',
];
const BUGGY = `export function total(cart) {\n${BUG}\n}\n`;
const FIXED = BUGGY.replace(BUG, FIX);
const TEST = `import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { total } from '../src/cart.js';\ntest('no coupon', () => assert.equal(total({ sum: 10 }), 10));\n`;

(hasBrowser ? describe : describe.skip)('a proposed code fix on the dashboard', () => {
  let platform: Platform;
  let model: ModelServer;
  let browser: Browser;
  let url: string;
  let id: string;

  beforeEach(async () => {
    model = await ModelServer.start();
    model.reply = () => ({ text: editBlock(BUG, FIX) });
    platform = new Platform({
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      CODEX_TEMPLATE_REPAIR: 'off',
      CODEX_DELIVERY: 'suggest',
      CODEX_TEST_COMMAND: `"${process.execPath}" --test`,
    });
    platform.write('package.json', '{ "type": "module" }');
    platform.write('src/cart.js', BUGGY);
    platform.write('test/cart.test.js', TEST);
    platform.patterns('version: 1\npatterns: []\n');
    ({ url } = await platform.serve());
    id = await propose();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await browser.close();
    await platform.dispose();
    await model.stop();
  });

  const source = (): string => readFileSync(platform.path('src/cart.js'), 'utf8');
  const propose = async (): Promise<string> => {
    const response = await fetch(`${url}/api/codex/suggest-fix`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=50' },
      body: JSON.stringify({
        filePath: 'src/cart.js',
        errorLog: "TypeError: Cannot read properties of undefined (reading 'percent')",
      }),
    });
    const job = (await response.json()) as { id: string; outcome: string };
    expect(job.outcome).toBe('proposed');
    return job.id;
  };

  it('needs a person, shows what it changes, and is applied by one click', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(url);
    await page.getByRole('link', { name: 'A code fix of src/cart.js waits for approval' }).click();
    await page.waitForURL(`${url}/repairs/${id}`);
    await page.getByText('cart.coupon?.percent ?? 0').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.locator('main').getByText('Applied', { exact: true }).first().waitFor();
    expect(source()).toBe(FIXED);
    expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
    await page.goto(`${url}/repairs`);
    await page.getByRole('link', { name: 'src/cart.js' }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says why it cannot be applied any more, and offers it no longer', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/repairs/${id}`);
    const apply = page.getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    platform.write('src/cart.js', '// by hand\n');
    await apply.click();
    await page.locator('main .refusal').getByText('src/cart.js was changed').waitFor();
    expect(await apply.count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(source()).toBe('// by hand\n');
    await page.close();
  });
});
