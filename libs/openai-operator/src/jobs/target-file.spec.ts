import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTargetFile } from './target-file.js';

describe('checkTargetFile', () => {
  let folder: string;
  let root: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-target-')));
    root = join(folder, 'project');
    mkdirSync(join(root, 'src'), { recursive: true });
    writeFileSync(join(root, 'src', 'cart.js'), '');
    writeFileSync(join(folder, 'secret.txt'), '');
    mkdirSync(join(folder, 'project-two'));
    writeFileSync(join(folder, 'project-two', 'x.js'), '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason });

  it.each(['src/cart.js', './src/../src/cart.js'])('accepts %s', async (path) => {
    expect(await checkTargetFile(root, path)).toEqual({
      outcome: 'accepted',
      filePath: join('src', 'cart.js'),
    });
  });

  it('accepts an absolute path inside the root', async () => {
    expect(await checkTargetFile(root, join(root, 'src/cart.js'))).toMatchObject({
      filePath: join('src', 'cart.js'),
    });
  });

  it('accepts both names of a file where the root itself is a link, as release folders are', async () => {
    const current = join(folder, 'current');
    symlinkSync(root, current);
    for (const path of [join(current, 'src/cart.js'), join(root, 'src/cart.js'), 'src/cart.js']) {
      expect(await checkTargetFile(current, path)).toMatchObject({ outcome: 'accepted' });
    }
  });

  it.each([
    '../secret.txt',
    '/etc/passwd',
    'src/../../secret.txt',
    '..',
    '.',
    '../project-two/x.js',
  ])('refuses %s as outside the root', async (path) => {
    expect(await checkTargetFile(root, path)).toEqual(refused('outside-root'));
  });

  it('refuses a link out of the root, and a link inside it', async () => {
    symlinkSync(join(folder, 'secret.txt'), join(root, 'out.js'));
    symlinkSync(join(root, 'src'), join(root, 'alias'));
    expect(await checkTargetFile(root, 'out.js')).toEqual(refused('symlink'));
    expect(await checkTargetFile(root, 'alias/cart.js')).toEqual(refused('symlink'));
  });

  it('refuses what is not there, and what is no file', async () => {
    expect(await checkTargetFile(root, 'src/gone.js')).toEqual(refused('missing'));
    expect(await checkTargetFile(root, 'src/cart.js/x')).toEqual(refused('missing'));
    expect(await checkTargetFile(root, 'a'.repeat(5_000))).toEqual(refused('missing'));
    expect(await checkTargetFile(root, 'src')).toEqual(refused('not-a-file'));
  });

  it('says what to send instead', async () => {
    expect(await checkTargetFile(root, '/etc/passwd')).toMatchObject({
      message:
        '/etc/passwd is outside the project root. Only files inside AUTOHEAL_PROJECT_ROOT can be repaired.',
    });
  });

  it('names the setting when the root itself is missing', async () => {
    await expect(checkTargetFile(join(folder, 'nowhere'), 'x.js')).rejects.toThrow(
      'Set AUTOHEAL_PROJECT_ROOT',
    );
  });

  it('accepts nothing but the one file there is, whatever way leads there', async () => {
    const segment = fc.constantFrom('..', '.', 'src', 'cart.js', 'project', 'secret.txt', '', '/');
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 8 }), async (segments) => {
        const check = await checkTargetFile(root, segments.join('/'));
        if (check.outcome === 'accepted') expect(check.filePath).toBe(join('src', 'cart.js'));
      }),
    );
  });
});
