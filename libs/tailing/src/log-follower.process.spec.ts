import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '@app/clock';
import { ExecaProcessRunner } from '@app/process-runner';
import { platformSettings } from '@app/settings';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemoryCheckpointStore } from '../testing/index.js';
import { LogFollower } from './log-follower.js';
import { sourceSchema } from './sources/registry.js';
import { tailingSettings } from './tailing.settings.js';
import { FsFolderWatch } from './watch/fs-folder-watch.js';

const LINES = 20_000;
const writer = fileURLToPath(new URL('../testing/rotating-writer.mjs', import.meta.url));

describe('LogFollower beside a real program', () => {
  let folder: string;
  let store: MemoryCheckpointStore;
  let lines: number[];
  let stop: AbortController;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-tail-')));
    store = new MemoryCheckpointStore();
    lines = [];
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Follows until `LINES` lines were committed, or until `crashAfter` lines more; then as SIGKILL does. */
  const follow = async (onOpen: () => void, crashAfter = Infinity): Promise<void> => {
    const clock = new SystemClock();
    const platform = platformSettings.resolve({
      ...platformSettings.variables.parse({}),
      AUTOHEAL_PROJECT_ROOT: folder,
    });
    const settings = tailingSettings.resolve(tailingSettings.variables.parse({}));
    const follower = new LogFollower(
      store,
      new FsFolderWatch(clock),
      clock,
      platform,
      settings,
      new ExecaProcessRunner(),
    );
    const crashAt = lines.length + crashAfter;
    const source = sourceSchema.parse({ id: 'a', path: 'a.log' });
    for await (const { bytes, checkpoint } of follower.follow([source], stop.signal, onOpen)) {
      if (lines.length >= crashAt) return;
      lines.push(...Buffer.from(bytes).toString().split('\n').slice(0, -1).map(number));
      store.commit(checkpoint);
      if (lines.length >= LINES) return;
    }
  };

  const write = (perRotation: number, kept: number, how: string): Promise<number | null> =>
    new Promise((resolve) => {
      const args = [join(folder, 'a.log'), LINES, perRotation, kept, how].map(String);
      spawn(process.execPath, [writer, ...args], { stdio: 'inherit' }).once('exit', resolve);
    });

  const opened = async (crashAfter?: number): Promise<{ following: Promise<void> }> => {
    let following = Promise.resolve();
    await new Promise<void>((resolve) => {
      following = follow(resolve, crashAfter);
    });
    return { following };
  };

  it.each(['rename', 'copytruncate'])(
    'gives every line once, in order, through fast rotation by %s',
    async (how) => {
      const { following } = await opened();
      // So many are kept that a busy machine loses none: what was deleted unread nobody can give.
      expect(await write(700, 100, how)).toBe(0);
      await following;
      expect(lines).toEqual(numbersTo(LINES));
    },
    60_000,
  );

  it('gives every line once, in order, though it is killed again and again', async () => {
    writeFileSync(join(folder, 'a.log'), '');
    let { following } = await opened(900);
    const writing = write(700, 1_000, 'rename');
    while (lines.length < LINES) {
      await following;
      if (lines.length < LINES) ({ following } = await opened(900));
    }
    expect(await writing).toBe(0);
    expect(lines).toEqual(numbersTo(LINES));
  }, 60_000);

  it('gives a new line as soon as it is written, not at the next look', async () => {
    const { following } = await opened();
    const delays: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      const before = lines.length;
      const at = performance.now();
      appendFileSync(join(folder, 'a.log'), `${String(i)} \n`);
      while (lines.length === before) await new Promise((resolve) => setImmediate(resolve));
      delays.push(performance.now() - at);
    }
    stop.abort();
    await following;
    expect(delays.sort((a, b) => a - b)[20]).toBeLessThan(20);
  }, 20_000);
});

function number(line: string): number {
  const [digits = '', rest] = line.split(' ');
  return rest === 'ü'.repeat(Number(digits) % 50) || rest === '' ? Number(digits) : NaN;
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
