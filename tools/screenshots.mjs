/**
 * Takes the pictures in docs/screenshots of the dashboard, as the demo leaves it.
 *
 * Usage: npm run screenshots    (needs Chromium; CHROMIUM_BIN names it where it is not /usr/bin/chromium)
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/screenshots`;
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

const demo = spawn(process.execPath, [`${root}tools/autoheal.mjs`, 'demo', '--keep'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const told = await until(demo.stdout, /LOOP OPEN/);
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(told) ?? [];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const first = async (kind) => (await (await fetch(`${url}/api/${kind}`)).json()).items ?? [];
  const fix = (await first('heals')).find(({ action }) => action.type === 'CODEX_FIX_FILE');
  const [incident] = await first('incidents');
  await shoot(browser, 'overview', url, desktop);
  await shoot(browser, 'overview-dark', url, { ...desktop, colorScheme: 'dark' });
  await shoot(browser, 'overview-phone', url, phone);
  await shoot(browser, 'incident', `${url}/incidents/${incident.id}`, desktop);
  await shoot(browser, 'code-fix', `${url}/heals/${fix.id}`, desktop);
  await shoot(browser, 'code-fixes-phone', `${url}/repairs`, phone);
  await shoot(browser, 'service', `${url}/services/${fix.service}`, desktop);
  await shoot(browser, 'patterns', `${url}/patterns`, desktop);
  await browser.close();
} finally {
  demo.kill('SIGINT');
}

async function shoot(browser, name, address, options) {
  const page = await browser.newPage(options);
  await page.goto(address);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
  console.log(`docs/screenshots/${name}.png`);
}

/** Reads on afterwards, so that the demo never waits for a reader. */
function until(stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (data) => {
      text += data;
      if (pattern.test(text)) resolve(text);
    });
    stream.once('end', () => reject(new Error(`The demo ended first:\n${text}`)));
  });
}
