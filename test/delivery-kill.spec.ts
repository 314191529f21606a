import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { editBlock } from '@app/openai-operator/testing';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Platform } from './harness/platform.js';

jest.setTimeout(180_000);

const KILLS = 10;
const [BUGGY, FIXED] = [
  'exports.total = (cart) => cart.coupon.percent;\n',
  'exports.total = (cart) => cart.coupon?.percent;\n',
];

describe.each(['branch', 'pull-request'])(
  'an operator that is killed while it delivers a %s',
  (mode) => {
    let platform: Platform;
    let model: ModelServer;
    let forge: Server;
    let opened: string[];
    let deliveryMs: number;

    beforeAll(async () => {
      model = await ModelServer.start();
      model.reply = () => ({ text: editBlock(BUGGY.trimEnd(), FIXED.trimEnd()) });
      opened = [];
      forge = createServer((request, response) => {
        request.resume().on('end', () => {
          const first = request.method === 'POST' && opened.length === 0;
          if (first) opened.push(request.url ?? '');
          const url = { html_url: 'https://forge.example.org/pull/7' };
          if (request.method === 'GET') response.end(JSON.stringify([url]));
          else response.writeHead(first ? 201 : 422).end(JSON.stringify(url));
        });
      });
      await new Promise<void>((resolve) => {
        forge.listen(0, '127.0.0.1', resolve);
      });
      platform = new Platform({
        CODEX_TEMPLATE_REPAIR: 'off',
        OPENAI_API_KEY: 'test-key-for-e2e',
        OPENAI_BASE_URL: model.url,
        CODEX_TEST_COMMAND: `"${process.execPath}" test/cart.test.js`,
        CODEX_TARGET_FILE_PATH: 'src/cart.js',
        CODEX_ERROR_LOG_SNIPPET:
          "TypeError: Cannot read properties of undefined (reading 'percent')",
        CODEX_DELIVERY: mode,
        CODEX_FORGE: 'github',
        CODEX_FORGE_URL: `http://127.0.0.1:${String((forge.address() as AddressInfo).port)}`,
        CODEX_FORGE_PROJECT: 'zion/shop',
        CODEX_FORGE_TOKEN: 'token',
        AUTOHEAL_DATA_DIR: '.data',
      });
      platform.write('package.json', '{}');
      platform.write('.gitignore', '.data\nlogs\nremote.git\n');
      platform.write('test/cart.test.js', "require('../src/cart.js').total({});\n");
      platform.write('src/cart.js', BUGGY);
      copyFileSync(
        join(import.meta.dirname, '../codex-pipeline.yaml'),
        platform.path('codex-pipeline.yaml'),
      );
      git('init', '--quiet', '--initial-branch=main');
      git('add', '.');
      git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', 'first');
      git('init', '--quiet', '--bare', 'remote.git');
      git('remote', 'add', 'origin', platform.path('remote.git'));
      deliveryMs = await delivers();
      forget();
    });
    afterAll(async () => {
      await platform.dispose();
      await model.stop();
      forge.close();
    });

    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: platform.folder, encoding: 'utf8', stdio: 'pipe' }).trim();
    const branch = (): string => git('branch', '--list', 'autoheal/*', '--format=%(refname:short)');
    const forget = (): void => {
      opened = [];
      const name = branch();
      git('branch', '--quiet', '-D', name);
      if (mode === 'pull-request') git('push', '--quiet', '--delete', 'origin', name);
    };
    const start = () => platform.start('openai-operator', ['run', 'codex-pipeline.yaml']);
    /** @returns how long the delivery took */
    const delivers = async (): Promise<number> => {
      const child = start();
      await child.says(/── deliver/, 60_000);
      const begun = performance.now();
      const { code } = await child.exited;
      expect([code, child.output]).toEqual([0, expect.stringContaining('waits for approval')]);
      return performance.now() - begun;
    };
    const isWhole = (): void => {
      expect(git('status', '--porcelain')).toBe('');
      expect(readFileSync(platform.path('src/cart.js'), 'utf8')).toBe(BUGGY);
      git('fsck', '--strict');
      if (branch() !== '') expect(git('show', `${branch()}:src/cart.js`)).toBe(FIXED.trimEnd());
    };

    it('leaves the tree as it was, a whole branch or none, and the next run delivers it', async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = start();
        await child.says(/── deliver/, 60_000);
        await new Promise((resolve) => setTimeout(resolve, (deliveryMs * kill) / KILLS));
        child.signal('SIGKILL');
        await child.exited;
        isWhole();
        await delivers();
        isWhole();
        expect(branch()).not.toBe('');
        expect(opened).toHaveLength(mode === 'branch' ? 0 : 1);
        forget();
      }
      expect(readdirSync(platform.path('.data', 'repairs', 'staging'))).toEqual([]);
    });
  },
);
