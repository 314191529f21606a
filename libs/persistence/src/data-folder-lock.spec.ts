import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DataFolderLock, type LockResult } from './data-folder-lock.js';

type Answer = Omit<Extract<LockResult, { outcome: 'refused' }>, 'outcome'> & {
  outcome: LockResult['outcome'];
};

const module = new URL('./data-folder-lock.ts', import.meta.url).href;
/** Tries for the lock, says how it went, and stays until its input ends; then it gives the lock back. */
const program = `
  const { DataFolderLock } = await import(${JSON.stringify(module)});
  const result = DataFolderLock.acquire(process.argv[1]);
  console.log(JSON.stringify({ ...result, lock: undefined }));
  process.stdin.on('end', () => { result.lock?.release(); process.exit(); }).resume();
`;

describe('DataFolderLock', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-lock-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<{ child: ChildProcess; answer: Answer }> {
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--experimental-transform-types',
        '--input-type=module',
        '-e',
        program,
        folder,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    children.push(child);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, answer: JSON.parse(line) as Answer };
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  function tryHere(): LockResult {
    const result = DataFolderLock.acquire(folder);
    if (result.outcome === 'acquired') result.lock.release();
    return result;
  }

  it('refuses a second one, naming the first and what to do', async () => {
    const { child, answer } = await start();
    expect(answer).toEqual({ outcome: 'acquired' });
    const pid = String(child.pid);
    expect(tryHere()).toEqual({
      outcome: 'refused',
      holder: { pid: child.pid, host: expect.any(String), since: expect.any(String) },
      message: expect.stringMatching(
        new RegExp(
          `process ${pid} on .+, since 20.+ Stop that one first, or set AUTOHEAL_DATA_DIR`,
        ),
      ),
    });
  });

  it('refuses it in the same process too', () => {
    const first = DataFolderLock.acquire(folder);
    expect(first.outcome).toBe('acquired');
    expect(tryHere().outcome).toBe('refused');
    expect(tryHere().outcome).toBe('refused');
    if (first.outcome === 'acquired') first.lock.release();
    expect(tryHere()).toEqual({ outcome: 'acquired', lock: expect.any(DataFolderLock) });
  });

  it('is free at once when its holder is killed, and says from whom it was taken over', async () => {
    const { child } = await start();
    await kill(child);
    const { answer } = await start();
    expect(answer).toMatchObject({ outcome: 'acquired', takenOverFrom: { pid: child.pid } });
  });

  it('is still held by a process that is stopped', async () => {
    const { child } = await start();
    child.kill('SIGSTOP');
    const { answer } = await start();
    expect(answer).toMatchObject({ outcome: 'refused', holder: { pid: child.pid } });
  });

  it('is free after an orderly end, with nothing to take over', async () => {
    const { child } = await start();
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
    expect(existsSync(join(folder, 'watchdog.pid'))).toBe(false);
    expect((await start()).answer).toEqual({ outcome: 'acquired' });
  });

  it('goes to exactly one of those that start at the same moment', async () => {
    const started = await Promise.all(Array.from({ length: 6 }, () => start()));
    const outcomes = started.map(({ answer }) => answer.outcome);
    expect(outcomes.filter((outcome) => outcome === 'acquired')).toHaveLength(1);
  });

  it('is decided by the lock, not by what the holder file says', () => {
    writeFileSync(join(folder, 'watchdog.pid'), '{ damaged');
    expect(tryHere().outcome).toBe('acquired');
  });

  it('makes the folder, and leaves no journal in it', () => {
    folder = join(folder, 'deeper/data');
    const result = DataFolderLock.acquire(folder);
    expect(readdirSync(folder).sort()).toEqual(['watchdog.lock', 'watchdog.pid']);
    if (result.outcome === 'acquired') result.lock.release();
  });

  it('says what to do when the folder cannot be made', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => DataFolderLock.acquire(join(file, 'data'))).toThrow(
      /cannot be locked: .*ENOTDIR.*Check that it is writable.*AUTOHEAL_DATA_DIR/,
    );
  });
});
