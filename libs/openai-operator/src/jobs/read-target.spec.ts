import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTarget } from './read-target.js';
import { checkTargetFile } from './target-file.js';

/** Puts a link in the place of a folder, and the folder back, until its input ends. */
const SWAPPER = `
const { renameSync, symlinkSync, rmSync } = require('node:fs');
const [folder, other] = process.argv.slice(1);
let over = false;
process.stdin.on('end', () => (over = true)).resume();
const turn = () => {
  for (let i = 0; i < 200; i += 1) {
    renameSync(folder, folder + '.away');
    symlinkSync(other, folder);
    rmSync(folder);
    renameSync(folder + '.away', folder);
  }
  if (over) process.exit(0);
  setImmediate(turn);
};
console.log('ready');
turn();
`;

describe('readTarget', () => {
  let project: TestProject;
  let outside: string;
  beforeEach(() => {
    project = new TestProject({ 'src/cart.js': 'inside', 'long.js': 'x'.repeat(100) });
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-outside-')));
    writeFileSync(join(outside, 'cart.js'), 'outside');
  });
  afterEach(() => {
    project.dispose();
    rmSync(outside, { recursive: true });
  });
  const read = (name: string) => readTarget(project.root, name, 10)?.toString();

  it('reads the file, and no more than its limit and a byte', () => {
    expect(read('src/cart.js')).toBe('inside');
    expect(read('long.js')).toBe('x'.repeat(11));
  });

  it('reads nothing that has become a link, or lies behind one, since it was checked', async () => {
    expect(await checkTargetFile(project.root, 'src/cart.js')).toMatchObject({
      outcome: 'accepted',
    });
    renameSync(project.path('src'), project.path('old'));
    symlinkSync(outside, project.path('src'));
    expect(read('src/cart.js')).toBeUndefined();
    rmSync(project.path('src'));
    mkdirSync(project.path('src'));
    symlinkSync(join(outside, 'cart.js'), project.path('src/cart.js'));
    expect(read('src/cart.js')).toBeUndefined();
    expect(read('old')).toBeUndefined();
  });

  it('never reads what lies outside, however fast somebody swaps folders and links', async () => {
    const swapper = spawn(process.execPath, ['-e', SWAPPER, project.path('src'), outside]);
    await once(swapper.stdout, 'data');
    const answers = new Set<string | undefined>();
    for (let count = 0; count < 2_000; count += 1) answers.add(read('src/cart.js'));
    const over = once(swapper, 'exit');
    swapper.stdin.end();
    await over;
    expect(answers).not.toContain('outside');
  });
});
