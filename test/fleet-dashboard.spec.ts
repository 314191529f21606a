import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { NatsServer } from '@app/fleet/testing';
import { PostgresServer } from '@app/healing/testing';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage, seriousFaults } from './harness/browser.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(120_000);

const patterns = 'version: 1\npatterns: []\n';
const isInstalled = NatsServer.isInstalled && PostgresServer.isInstalled && hasBrowser;
const withAll = isInstalled ? describe : describe.skip;
if (!isInstalled)
  process.stderr.write(
    'The page of the fleet is not tried: nats-server, PostgreSQL or Chromium is not installed.\n',
  );

withAll('the page of the fleet in a browser', () => {
  let nats: NatsServer;
  let postgres: PostgresServer;
  let platforms: Platform[];
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    [nats, postgres] = await Promise.all([NatsServer.start(), PostgresServer.start({})]);
    postgres.createEmpty('fleet');
    platforms = [];
    const api = platform('api', { FLEET_DATABASE_URL: postgres.url('fleet') });
    ({ url } = await api.serve());
    for (const name of ['web-1', 'web-2']) {
      const host = platform(name, { FLEET_LABELS: 'role=web' });
      host.patterns(name === 'web-1' ? patterns : `# other\n${patterns}`);
      await host.watch();
    }
    browser = await launchBrowser();
    await until('two hosts', async () => {
      const answer = await fetch(`${url}/api/fleet/hosts`);
      const { items } = (await answer.json()) as { items: unknown[] };
      return items.length === 2 || undefined;
    });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    for (const one of platforms) await one.dispose();
    await nats.dispose();
    await postgres.stop();
  }, 60_000);

  const platform = (name: string, extra: Readonly<Record<string, string>>): Platform => {
    const made = new Platform({ FLEET_NATS_URL: nats.url, FLEET_HOST: name, ...extra });
    platforms.push(made);
    return made;
  };
  const hostRow = (page: Page, name: string) => page.locator('table.hosts tr', { hasText: name });

  it.each(['light', 'dark'] as const)(
    'has no serious fault for people who see, hear or move otherwise, in its %s theme',
    async (colorScheme) => {
      const { page, faults } = await openPage(browser, { colorScheme });
      await page.goto(`${url}/fleet`);
      await hostRow(page, 'web-1').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    await page.goto(`${url}/fleet`);
    await hostRow(page, 'web-1').waitFor();
    const overhang = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overhang).toBe(0);
    await page.close();
  });

  it('is found by its entry, and shows each host with what differs', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/`);
    await page.getByRole('link', { name: 'Fleet' }).click();
    const row = hostRow(page, 'web-2');
    await row.getByText('Running').waitFor();
    await row.getByText('role=web').waitFor();
    await row.getByText('differs').waitFor();
    expect(await hostRow(page, 'web-1').getByText('differs').count()).toBe(0);
    await page.close();
  });

  it('asks all hosts of a label, shows what each answered, and that it is so', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${url}/fleet`);
    await page.getByLabel('Host or label').selectOption('role=web');
    await page.getByRole('button', { name: 'Ask' }).click();
    for (const name of ['web-1', 'web-2']) {
      const command = page.locator('table.commands tr', { hasText: name });
      await command.getByText('Done').waitFor();
      await command.getByText('Everything is paused until').waitFor();
      await hostRow(page, name).getByText('Paused').waitFor();
    }
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows a host that stops', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}/fleet`);
    await platforms[2]?.stopAll();
    await hostRow(page, 'web-2').getByText('Stopped').waitFor();
    await page.close();
  });
});
