import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage, seriousFaults } from './harness/browser.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(180_000);

const command = JSON.stringify([process.execPath, '-e', '0']);
const patterns = `
version: 1
defaults: { cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: broken
    title: the app is broken
    sources: [app]
    match: ERROR broken
    maxStreak: 0
    mode: approve
    target: app
    action: { type: RUN_COMMAND, command: ${command} }
    verification: { windowSeconds: 1, settleSeconds: 0 }
  - id: hostile
    title: a hostile line
    sources: [app]
    match: ERROR hostile
    maxStreak: 0
    mode: shadow
    target: web
    action: { type: RUN_COMMAND, command: ${command} }
`;
const HOSTILE = `ERROR hostile <img src=x onerror="document.title='owned'"> \u001b[31m\u202e<script>alert(1)</script>`;
const PAGES = [
  '/',
  '/services',
  '/incidents',
  '/heals',
  '/repairs',
  '/patterns',
  '/alerts',
  '/settings',
];

/** Without Chromium (Debian: apt install chromium) this part says so and is left out. */
const withBrowser = hasBrowser ? describe : describe.skip;
if (!hasBrowser)
  process.stderr.write('The dashboard is not tried in a browser: Chromium is not installed.\n');

withBrowser('the dashboard in a browser', () => {
  let platform: Platform;
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    platform = new Platform();
    platform.patterns(patterns);
    await platform.watch();
    ({ url } = await platform.serve());
    platform.append('logs/app.log', `ERROR broken\n${HOSTILE}\n`);
    await platform.event('heal.approval-required');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await platform.dispose();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious fault for people who see, hear or move otherwise, in its %s theme',
    async (colorScheme) => {
      const { page, faults } = await openPage(browser, { colorScheme });
      for (const path of PAGES) {
        await page.goto(`${url}${path}`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('load');
        expect({ path, faults: await seriousFaults(page) }).toEqual({ path, faults: [] });
      }
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    for (const path of PAGES) {
      await page.goto(`${url}${path}`);
      await page.locator('main h1').waitFor();
      const overhang = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ path, overhang }).toEqual({ path, overhang: 0 });
    }
    await page.close();
  });

  it('shows what a log says as text, whatever it says', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${url}/incidents`);
    await page.getByText('a hostile line', { exact: false }).first().click();
    await page.getByText('<img src=x', { exact: false }).first().waitFor();
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says of each pattern how it has done, and what that says about its mode', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/patterns`);
    const row = page.locator('table.patterns tr', { hasText: 'A hostile line' });
    await row.getByText('would have healed 1 time').waitFor();
    await row.getByText('1 of 5 incidents seen that it takes to judge.').waitFor();
    await page.close();
  });

  it('approves a heal by one click, and shows by itself that it helped', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${url}/`);
    await page.getByRole('button', { name: 'Approve' }).first().click();
    await platform.event('heal.verified');
    await page.getByText('Verified').first().waitFor();
    await until('the approval to be gone', async () =>
      (await page.getByRole('button', { name: 'Approve' }).count()) === 0 ? true : undefined,
    );
    expect(faults).toEqual([]);
    await page.close();
  });

  it('can be walked by keyboard from the first Tab', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/`);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(/skip/i);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/services|incidents|heals|\/$/);
    await page.close();
  });
});
