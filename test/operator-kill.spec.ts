import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { editBlock } from '@app/openai-operator/testing';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AppProcess } from './harness/app-process.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(300_000);

const KILLS_BY_TIME = 32;
const KILLS_AT_PROMOTION = 12;
const BUG = 'exports.total = (cart) => cart.coupon.percent;\n';
const FIX = 'exports.total = (cart) => cart.coupon?.percent;\n';
/** Long enough that writing it takes more than one step. */
const REST = '// A line that stays as it is.\n'.repeat(4_000);
const [BUGGY, FIXED] = [BUG + REST, FIX + REST];
const TEST = "require('../src/cart.js').total({});\n";

/** Spread over the run and reproducible, yet in no step with it. */
function moments(count: number, ms: number): number[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return Array.from({ length: count }, (_, at) => Math.round(((at * golden) % 1) * ms));
}

describe('an operator that is killed', () => {
  let platform: Platform;
  let model: ModelServer;
  let durationMs: number;
  const started: number[] = [];

  const start = (): AppProcess => {
    const child = platform.start('openai-operator', ['run', 'codex-pipeline.yaml']);
    started.push(child.pid);
    return child;
  };
  /** Everything in the project but the operator's own data folder. */
  const tree = (): Record<string, string> => {
    const files = readdirSync(platform.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('data') && statSync(platform.path(name)).isFile())
      .sort();
    return Object.fromEntries(
      files.map((name) => [name, readFileSync(platform.path(name), 'utf8')]),
    );
  };
  const repairs = async (): Promise<void> => {
    const child = start();
    expect(await child.exited).toMatchObject({ code: 0 });
    expect(readFileSync(platform.path('src/cart.js'), 'utf8')).toBe(FIXED);
  };
  const workspacesOf = (pids: readonly number[]): string[] =>
    readdirSync(tmpdir()).filter((name) =>
      pids.some((pid) => name.startsWith(`autoheal-workspace-${String(pid)}-`)),
    );

  beforeAll(async () => {
    model = await ModelServer.start();
    model.reply = () => ({ text: editBlock(BUG.trimEnd(), FIX.trimEnd()) });
    platform = new Platform({
      CODEX_TEMPLATE_REPAIR: 'off',
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      CODEX_TEST_COMMAND: `"${process.execPath}" test/cart.test.js`,
      CODEX_TARGET_FILE_PATH: 'src/cart.js',
      CODEX_ERROR_LOG_SNIPPET: "TypeError: Cannot read properties of undefined (reading 'percent')",
    });
    platform.write('package.json', '{}');
    platform.write('test/cart.test.js', TEST);
    platform.write('src/cart.js', BUGGY);
    copyFileSync(
      join(import.meta.dirname, '../codex-pipeline.yaml'),
      platform.path('codex-pipeline.yaml'),
    );
    const startedAt = performance.now();
    await repairs();
    durationMs = performance.now() - startedAt;
  });
  afterAll(async () => {
    await platform.dispose();
    await model.stop();
  });

  /** Kills one run, looks at what is left, and has the next run repair it. */
  const killed = async (moment: (child: AppProcess) => Promise<unknown>): Promise<boolean> => {
    platform.write('src/cart.js', BUGGY);
    const before = tree();
    const child = start();
    await Promise.race([moment(child), child.exited]);
    child.signal('SIGKILL');
    await child.exited;
    const after = tree();
    const patched = { ...before, 'src/cart.js': FIXED };
    const isPatched = after['src/cart.js'] === FIXED;
    expect(after).toEqual(isPatched ? patched : before);
    if (!isPatched) await repairs();
    return isPatched;
  };

  it('at any moment leaves the tree as it was or fully patched, and the next run works', async () => {
    let unpatched = 0;
    for (const ms of moments(KILLS_BY_TIME, durationMs)) {
      const wasPatched = await killed(() => new Promise((resolve) => setTimeout(resolve, ms)));
      if (!wasPatched) unpatched += 1;
    }
    expect(unpatched).toBeGreaterThan(0);
  });

  it('while it takes the patch over leaves one or the other too', async () => {
    for (let kill = 0; kill < KILLS_AT_PROMOTION; kill += 1) {
      await killed((child) => child.says(/── deliver/));
    }
  });

  it('leaves no copy behind that the next run does not remove', async () => {
    platform.write('src/cart.js', BUGGY);
    await repairs();
    expect(workspacesOf(started)).toEqual([]);
    expect(readdirSync(platform.path('data', 'repairs', 'staging'))).toEqual([]);
  });

  it('leaves no fix between the states: what is in place is known, and nothing else', async () => {
    await killed((child) => child.says(/── deliver/));
    platform.write('src/cart.js', BUGGY);
    await repairs();
    const database = new DatabaseSync(platform.path('data', 'autoheal.db'), { readOnly: true });
    const states = database.prepare('select distinct status from applied_fixes').all();
    database.close();
    expect(states).toEqual([{ status: 'applied' }]);
  });
});
