/**
 * The dashboard over many incidents, in a real Chromium: first paint, walking through the pages, opening one, memory.
 * Fails where the first paint takes a second or more, or an answer is an error.
 *
 * Usage: npm run bench dashboard [incidents, default 10000]    (Chromium: CHROMIUM_BIN, default /usr/bin/chromium)
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { buildIfNeeded } from '../tools/build-if-needed.mjs';
import { fill } from './dashboard/fill.mjs';

const incidents = Number(process.argv[2] ?? 10_000);
/** A page has fifty. */
const PAGES_WALKED = Math.min(20, Math.ceil(incidents / 50) - 1);
const VISITS = 5;
const LONGEST_FIRST_PAINT_MS = 1_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'autoheal-dashboard-'));

buildIfNeeded();
writeFileSync(join(folder, 'error-patterns.yaml'), 'version: 1\npatterns: []\n');
const api = spawn(process.execPath, [join(root, 'dist/apps/api/main.js')], {
  cwd: folder,
  env: { PATH: process.env.PATH, API_PORT: '0', API_RATE_LIMIT_PER_MINUTE: '1000000' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await address();
  fill(join(folder, 'data', 'autoheal.db'), incidents);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  process.exitCode = report(await measure(browser, url)) ? 0 : 1;
  await browser.close();
} finally {
  const gone = new Promise((resolve) => api.once('exit', resolve));
  api.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}

function address() {
  return new Promise((resolve, reject) => {
    let said = '';
    api.stdout.on('data', (data) => {
      said += data;
      const [found] = /http:\/\/127[\d.]+:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    api.once('exit', () => reject(new Error(`The API ended first:\n${said}`)));
  });
}

async function measure(browser, url) {
  const paints = { overview: [], incidents: [] };
  for (let visit = 0; visit < VISITS; visit += 1) {
    paints.overview.push(await firstPaint(browser, `${url}/`));
    paints.incidents.push(await firstPaint(browser, `${url}/incidents`));
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let errors = 0;
  page.on('response', (response) => {
    if (response.status() >= 400) errors += 1;
  });
  await page.goto(`${url}/incidents`);
  await rows(page).first().waitFor();
  const walk = [];
  for (let turn = 0; turn < PAGES_WALKED; turn += 1) walk.push(await older(page));
  const open = await timed(async () => {
    await rows(page).first().click();
    await page.getByRole('heading', { name: 'Story' }).waitFor();
  });
  const back = await timed(async () => {
    await page.goBack();
    await rows(page).first().waitFor();
  });
  const { nodes, heapMb } = await page.evaluate(() => ({
    nodes: globalThis.document.querySelectorAll('*').length,
    heapMb: performance.memory.usedJSHeapSize / 1e6,
  }));
  return { paints, walk, open, back, nodes, heapMb, errors };
}

/** Milliseconds from the navigation to the first content on screen, in a browser that knows nothing yet. */
async function firstPaint(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('main h1').waitFor();
  const ms = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new globalThis.PerformanceObserver((list) =>
          resolve(list.getEntriesByName('first-contentful-paint')[0].startTime),
        ).observe({ type: 'paint', buffered: true });
      }),
  );
  await page.close();
  return ms;
}

function rows(page) {
  return page.locator('table.incidents tbody a');
}

/** Until the next page's first row stands where this one's stood. */
async function older(page) {
  const before = await rows(page).first().textContent();
  return timed(async () => {
    await page.getByRole('button', { name: /older/i }).click();
    await page.waitForFunction((text) => {
      const first = globalThis.document.querySelector('table.incidents tbody a');
      return first !== null && first.textContent !== text;
    }, before);
  });
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function report({ paints, walk, open, back, nodes, heapMb, errors }) {
  const ms = (values) => `${Math.round(median(values))}, ${Math.round(Math.max(...values))}`;
  console.log(`\n| ${incidents} incidents | median, worst |\n|---|---|`);
  for (const [what, value] of [
    [`first paint of the overview, ms (${VISITS} visits)`, ms(paints.overview)],
    [`first paint of the incidents, ms (${VISITS} visits)`, ms(paints.incidents)],
    [`to the next page, ms (${PAGES_WALKED} pages)`, ms(walk)],
    ['to open an incident and to come back, ms', [open, back].map(Math.round).join(', ')],
    ['elements on the page', nodes],
    ['memory of the page, MB', heapMb.toFixed(1)],
    ['answers that are errors', errors],
  ])
    console.log(`| ${what} | ${value} |`);
  const worst = Math.max(...paints.overview, ...paints.incidents);
  return worst < LONGEST_FIRST_PAINT_MS && errors === 0;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
