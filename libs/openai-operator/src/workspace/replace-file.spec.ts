import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './replace-file.js';

describe('replaceFile', () => {
  let project: TestProject;
  let staging: string;
  const before = Buffer.from('before\n');
  const after = Buffer.from('after\n');
  const replace = (expected = before): boolean =>
    replaceFile(project.path('a.js'), expected, after, staging);

  beforeEach(() => {
    project = new TestProject({ 'a.js': 'before\n' });
    staging = join(project.folder, 'data', 'staging');
  });
  afterEach(() => {
    project.dispose();
  });

  it('takes over content and keeps the mode', () => {
    chmodSync(project.path('a.js'), 0o754);
    expect(replace()).toBe(true);
    expect(project.snapshot()).toEqual({ 'a.js': 'after\n' });
    expect(statSync(project.path('a.js')).mode & 0o777).toBe(0o754);
    expect(readdirSync(staging)).toEqual([]);
  });

  it('leaves a file alone that is not what it was', () => {
    expect(replace(Buffer.from('other\n'))).toBe(false);
    expect(project.snapshot()).toEqual({ 'a.js': 'before\n' });
  });

  it('refuses a link', () => {
    symlinkSync(project.path('a.js'), project.path('link.js'));
    expect(() => replaceFile(project.path('link.js'), before, after, staging)).toThrow();
    expect(project.read('a.js')).toBe('before\n');
  });

  it('clears what a killed writer left, and nothing else', () => {
    mkdirSync(staging, { recursive: true });
    for (const name of ['999999999-0123456789ab', 'by-hand', `${String(process.pid)}-0123456789ab`])
      writeFileSync(join(staging, name), 'half');
    replace();
    expect(readdirSync(staging).sort()).toEqual(
      ['by-hand', `${String(process.pid)}-0123456789ab`].sort(),
    );
  });
});
