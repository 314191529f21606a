import { describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

describe('the demo', () => {
  it('shows a verified restart, a kept code fix and a stopped loop, ends by itself and leaves the checkout clean', () => {
    const status = (): string =>
      execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
    const before = status();
    const env = { ...process.env, OPENAI_API_KEY: '' };
    const demo = spawnSync(process.execPath, ['bin/autoheal.mjs', 'demo'], {
      cwd: root,
      env,
      encoding: 'utf8',
      timeout: 120_000,
    });
    expect(demo.stderr).toBe('');
    expect(demo.status).toBe(0);
    expect(demo.stdout).toMatch(/heals verified +2/);
    expect(demo.stdout).toMatch(/code fixes kept +1/);
    expect(demo.stdout).toMatch(/loops stopped +1/);
    expect(status()).toBe(before);
  }, 130_000);
});
