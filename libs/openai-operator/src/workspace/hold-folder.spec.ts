import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderMoved, holdFolder } from './hold-folder.js';

describe('holdFolder', () => {
  let folder: string;
  const path = (...names: string[]) => join(folder, ...names);

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-hold-')));
    for (const name of ['inside/src', 'outside/src']) mkdirSync(path(name), { recursive: true });
    writeFileSync(path('inside/src/cart.js'), 'inside');
    writeFileSync(path('outside/src/cart.js'), 'outside');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Somebody is quick: the folder makes place for a link to another. */
  const swap = (name: string, to: string) => {
    renameSync(path(name), path('away'));
    symlinkSync(path(to), path(name));
  };

  const withDescriptors = existsSync('/proc/self/fd') ? it : it.skip;
  withDescriptors('stays in the folder that was checked, though a link takes its place', () => {
    for (const [name, to] of [
      ['inside/src', 'outside/src'],
      ['inside', 'outside'],
    ] as const) {
      const read = holdFolder(path('inside/src'), (held) => {
        swap(name, to);
        writeFileSync(join(held, 'new.js'), 'written');
        return readFileSync(join(held, 'cart.js'), 'utf8');
      });
      expect(read).toBe('inside');
      expect(existsSync(path('outside/src/new.js'))).toBe(false);
      rmSync(path(name));
      renameSync(path('away'), path(name));
    }
  });

  it('refuses a folder that a link leads to, at its end or above it', () => {
    symlinkSync(path('outside/src'), path('inside/link'));
    symlinkSync(path('outside'), path('detour'));
    expect(() => holdFolder(path('inside/link'), String)).toThrow();
    expect(() => holdFolder(path('detour/src'), String)).toThrow(FolderMoved);
  });
});
