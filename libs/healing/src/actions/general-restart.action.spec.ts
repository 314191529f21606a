import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '@app/settings';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ActionParts } from '../../testing/action-parts.js';

let parts: ActionParts;
beforeEach(() => {
  parts = new ActionParts();
});
afterEach(() => parts.close());

const withoutPm2 = () => ({ PM2_HOME: join(parts.root, 'no-pm2') });

const append = (word: string) => `node -e "require('fs').appendFileSync('done.txt', '${word} ')"`;

const platform = (scripts: Record<string, string>) => {
  parts.write('package.json', JSON.stringify({ name: 'platform', version: '1.0.0', scripts }));
  parts.write(
    'package-lock.json',
    JSON.stringify({
      name: 'platform',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'platform', version: '1.0.0' } },
    }),
  );
};

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', ...args], {
    cwd: folder,
    stdio: 'pipe',
    encoding: 'utf8',
  });

describe('GENERAL_RESTART', () => {
  it("runs the operator's shell text in the project root", async () => {
    const outcome = await parts.run(
      { type: 'GENERAL_RESTART' },
      { HEAL_COMMAND: 'pwd && echo "$AUTOHEAL_TARGET" | tr a-z A-Z' },
    );
    expect(outcome).toMatchObject({ ok: true, output: `${parts.root}\nAPI\n` });
  });

  it('prefers the command of the pattern', async () => {
    const outcome = await parts.run(
      { type: 'GENERAL_RESTART', command: 'echo pattern' },
      { HEAL_COMMAND: 'echo setting' },
    );
    expect(outcome.output).toBe('pattern\n');
  });

  it('reports a command that fails', async () => {
    const outcome = await parts.run({ type: 'GENERAL_RESTART', command: 'echo no space; exit 9' });
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code', output: 'no space\n' });
  });

  it('ends a command that hangs, and what it started', async () => {
    const outcome = await parts.run({
      type: 'GENERAL_RESTART',
      command: 'sleep 60 & wait',
      timeoutMs: 300,
    });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });

  it('by default installs, builds and runs the restart script', async () => {
    platform({ build: append('build'), restart: append('restart') });
    const outcome = await parts.run({ type: 'GENERAL_RESTART' }, withoutPm2());
    expect(outcome).toMatchObject({ ok: true });
    expect(readFileSync(join(parts.root, 'done.txt'), 'utf8')).toBe('build restart ');
    expect(outcome.output).toMatch(/\$ npm ci\n[^]*\$ npm run build[^]*\$ npm run restart\n/);
    expect(outcome.output).not.toContain('git');
  }, 30_000);

  it('by default pulls first, where the branch has an upstream', async () => {
    const upstream = join(parts.root, '..', `${parts.root.split('/').at(-1) ?? ''}-upstream`);
    mkdirSync(upstream);
    try {
      git(upstream, 'init', '-q', '-b', 'main');
      git(upstream, 'commit', '-q', '--allow-empty', '-m', 'one');
      git(parts.root, 'clone', '-q', upstream, '.');
      execFileSync('sh', ['-c', 'echo new > version.txt'], { cwd: upstream });
      git(upstream, 'add', '.');
      git(upstream, 'commit', '-q', '-m', 'two');
      platform({ restart: append('restart') });
      const outcome = await parts.run({ type: 'GENERAL_RESTART' }, withoutPm2());
      expect(outcome).toMatchObject({ ok: true });
      expect(existsSync(join(parts.root, 'version.txt'))).toBe(true);
    } finally {
      execFileSync('rm', ['-rf', upstream]);
    }
  }, 30_000);

  it('stops at the first step that fails, and does not restart', async () => {
    platform({ build: 'exit 3', restart: append('restart') });
    const outcome = await parts.run({ type: 'GENERAL_RESTART' }, withoutPm2());
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('npm run build'));
    expect(existsSync(join(parts.root, 'done.txt'))).toBe(false);
  }, 30_000);

  it('touches nothing when it knows no way to restart', async () => {
    platform({ build: append('build') });
    const outcome = await parts.run({ type: 'GENERAL_RESTART' }, withoutPm2());
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid-parameters' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('Set HEAL_COMMAND'));
    expect(existsSync(join(parts.root, 'done.txt'))).toBe(false);
  });

  it('does not update itself by default', async () => {
    const link = join(parts.root, 'self');
    symlinkSync(packageRoot, link);
    const outcome = await parts.run(
      { type: 'GENERAL_RESTART' },
      { ...withoutPm2(), AUTOHEAL_PROJECT_ROOT: link },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('goes by the release file where neither the action nor HEAL_COMMAND says otherwise', async () => {
    parts.write(
      'release.yaml',
      'folder: /srv/shop\nrepository: git@host:shop.git\nservices: [{ service: shop }]\n',
    );
    const HEAL_RELEASE_FILE = join(parts.root, 'release.yaml');
    const spec = { type: 'GENERAL_RESTART' };
    expect(await parts.describe(spec, { HEAL_RELEASE_FILE })).toContain(
      'release main of git@host:shop.git in /srv/shop',
    );
    const environment = { HEAL_RELEASE_FILE, HEAL_COMMAND: 'echo plain' };
    expect(await parts.run(spec, environment)).toMatchObject({ ok: true, output: 'plain\n' });
  });

  it('says what is wrong with the release file', async () => {
    parts.write('release.yaml', 'folder: shop\n');
    const outcome = await parts.run(
      { type: 'GENERAL_RESTART' },
      { HEAL_RELEASE_FILE: join(parts.root, 'release.yaml') },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid-parameters' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('must be an absolute path'));
  });

  it('describes what it would run', async () => {
    const spec = { type: 'GENERAL_RESTART' };
    expect(await parts.describe(spec)).toContain('git pull --ff-only');
    expect(await parts.describe(spec, { HEAL_COMMAND: './heal.sh' })).toContain('./heal.sh');
  });
});
