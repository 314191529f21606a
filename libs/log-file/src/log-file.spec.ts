import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

describe('LogFile', () => {
  let folder: string;
  const logged: string[] = [];

  const logFile = (path: string, limits = { maxBytes: 10_000, keep: 2 }) =>
    new LogFile({ path, ...limits, mode: 0o600, describeGap: (n) => `${String(n)} missing` });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-log-'));
    logged.length = 0;
    const record = (level: string) => (message: { msg: string }) =>
      void logged.push(`${level}: ${message.msg}`);
    Logger.overrideLogger({ log: record('log'), error: record('error'), warn: record('warn') });
  });
  afterEach(() => {
    Logger.overrideLogger(['log', 'error', 'warn']);
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the folders and writes lines in the order they came', async () => {
    const path = join(folder, 'a/b/x.log');
    const file = logFile(path);
    await Promise.all(['one', 'two', 'three'].map((line) => file.append(line)));
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\nthree\n');
  });

  it('has written a line when append resolves', async () => {
    const path = join(folder, 'x.log');
    expect(await logFile(path).append('line')).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('line\n');
  });

  it('lets only its owner read the file', async () => {
    const path = join(folder, 'x.log');
    await logFile(path).append('line');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('goes on with what is in the file already', async () => {
    const path = join(folder, 'x.log');
    writeFileSync(path, 'before\n');
    await logFile(path).append('after');
    expect(readFileSync(path, 'utf8')).toBe('before\nafter\n');
  });

  it('renames a full file and keeps a number of them', async () => {
    const path = join(folder, 'x.log');
    const file = logFile(path, { maxBytes: 10, keep: 2 });
    for (const line of ['line-one', 'line-two', 'line-three', 'line-four'])
      await file.append(`${line} `);
    expect(readdirSync(folder).sort()).toEqual(['x.log', 'x.log.1', 'x.log.2']);
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('line-four \n');
    expect(readFileSync(`${path}.2`, 'utf8')).toBe('line-three \n');
  });

  it('writes a new file when somebody removed the old one', async () => {
    const path = join(folder, 'x.log');
    const file = logFile(path);
    await file.append('old');
    rmSync(path);
    await file.append('new');
    expect(readFileSync(path, 'utf8')).toBe('new\n');
  });

  it('says once that it cannot write, and in the file how many lines are missing', async () => {
    const blocker = join(folder, 'blocked');
    writeFileSync(blocker, 'a file where the folder should be');
    const path = join(blocker, 'x.log');
    const file = logFile(path);
    expect(await file.append('lost')).toBe(false);
    expect(await file.append('lost too')).toBe(false);
    expect(logged).toEqual([expect.stringMatching(/^error: .*Check that its folder is writable/)]);

    rmSync(blocker);
    expect(await file.append('kept')).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('\n2 missing\nkept\n');
    expect(logged).toHaveLength(2);
    await file.append('more');
    expect(readFileSync(path, 'utf8')).toBe('\n2 missing\nkept\nmore\n');
  });

  it('flushes what waits', async () => {
    const path = join(folder, 'x.log');
    const file = logFile(path);
    void file.append('one');
    void file.append('two');
    await file.flush();
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(existsSync(`${path}.1`)).toBe(false);
  });
});
