import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  lockfileVersion: number;
  packages: Record<string, Record<string, unknown>>;
}

const ROOT = join(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const { lockProblems } = (await import(join(ROOT, 'tools/lock-problems.mjs'))) as {
  lockProblems: (manifest: unknown, lock: unknown) => string[];
};

describe('the lock file', () => {
  const manifest = read('package.json');
  const changed = (change: (lock: Lock) => void): Lock => {
    const lock = read('package-lock.json') as Lock;
    change(lock);
    return lock;
  };

  it('names every package by integrity, from a registry, as package.json wishes', () => {
    expect(lockProblems(manifest, read('package-lock.json'))).toEqual([]);
  });

  it.each([
    ['without integrity', { integrity: undefined }, 'has no integrity'],
    ['from elsewhere', { resolved: 'git+ssh://git@host/x.git' }, 'comes from git+ssh'],
    ['over plain HTTP', { resolved: 'http://host/x.tgz' }, 'comes from http:'],
  ])('is refused with a package %s', (_what, entry, words) => {
    const lock = changed(({ packages }) =>
      Object.assign(packages['node_modules/zod'] ?? {}, entry),
    );
    expect(lockProblems(manifest, lock)).toEqual([expect.stringContaining(words)]);
  });

  it('is refused when it fits another package.json', () => {
    const lock = changed(({ packages }) => {
      Object.assign(packages[''] ?? {}, { dependencies: {} });
    });
    expect(lockProblems(manifest, lock)).not.toEqual([]);
  });
});

describe('the bill of materials', () => {
  it('is CycloneDX, and has what ships and nothing else', () => {
    const args = ['run', '-s', 'sbom:print'];
    const text = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const { bomFormat, components } = JSON.parse(text) as {
      bomFormat: string;
      components: { name: string; hashes?: unknown[] }[];
    };
    const names = components.map(({ name }) => name);
    expect(bomFormat).toBe('CycloneDX');
    expect(names).toEqual(expect.arrayContaining(['zod', 'kysely', 'undici']));
    expect(names).not.toContain('jest');
  });
});
