import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { closeSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NotReady } from './not-ready.js';
import { Archives } from './archives.js';
import { lookAt, type FileStats, type OpenedFile } from './open-file.js';

const TEXT = 'one\ntwo\n'.repeat(1_000);

describe('Archives', () => {
  let folder: string;
  let clock: FakeClock;
  let archives: Archives;
  let ready: () => void;
  const opened: OpenedFile[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-archives-'));
    clock = new FakeClock(Date.now());
    archives = create();
  });
  afterEach(() => {
    for (const { descriptor } of opened.splice(0)) closeSync(descriptor);
    archives.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = (): Archives =>
    new Archives(join(folder, 'expanded'), clock, () => {
      ready();
    });
  const compressed = (name = 'a.log.1.gz'): string => {
    const path = join(folder, name);
    writeFileSync(path, gzipSync(TEXT));
    return path;
  };
  const statsOf = (path: string): FileStats => {
    const sight = lookAt(path);
    if (sight.kind !== 'file') throw new Error(`${path} is missing`);
    return sight.stats;
  };
  const open = (path: string, from = archives): OpenedFile | undefined => {
    const file = from.open(path, statsOf(path));
    if (file) opened.push(file);
    return file;
  };
  /** What `open` gives once it need not be asked again. */
  const expand = async (path: string, from = archives): Promise<OpenedFile | undefined> => {
    const isReady = new Promise<void>((resolve) => (ready = resolve));
    expect(() => open(path, from)).toThrow(NotReady);
    await isReady;
    return open(path, from);
  };
  const expanded = (): string[] => readdirSync(join(folder, 'expanded'));

  it('gives the contents under the identity of the archive, changed a little before it', async () => {
    const path = compressed();
    const file = await expand(path);
    expect(readFileSync(file?.descriptor ?? -1, 'utf8')).toBe(TEXT);
    const { identity, modifiedNs: archivedNs } = statsOf(path);
    const modifiedNs = archivedNs - 1_000_000n;
    expect(file).toMatchObject({ isFrozen: true, stats: { identity, modifiedNs, size: 8_000 } });
  });

  it('tells apart two archives that had the same name one after the other', async () => {
    const first = await expand(compressed());
    renameSync(join(folder, 'a.log.1.gz'), join(folder, 'a.log.2.gz'));
    const second = await expand(compressed());
    expect(second?.stats.identity).not.toBe(first?.stats.identity);
    expect(open(join(folder, 'a.log.2.gz'))?.stats.identity).toBe(first?.stats.identity);
  });

  it('asks to look again when rotation moved the name on after it was listed', () => {
    const path = compressed();
    const stats = statsOf(path);
    renameSync(path, join(folder, 'a.log.2.gz'));
    expect(() => archives.open(path, stats)).toThrow(NotReady);
    compressed();
    expect(() => archives.open(path, stats)).toThrow(NotReady);
    expect(existsSync(join(folder, 'expanded'))).toBe(false);
  });

  it('gives nothing for an archive that is cut short, and leaves nothing behind', async () => {
    const path = compressed();
    truncateSync(path, 40);
    expect(await expand(path)).toBeUndefined();
    expect(expanded()).toEqual([]);
  });

  it('gives nothing for a file that only has an archive’s name', async () => {
    const path = join(folder, 'a.log.1.gz');
    writeFileSync(path, 'not compressed\n');
    expect(await expand(path)).toBeUndefined();
  });

  it('tries again, for a while, when the folder for expanded archives cannot be written', async () => {
    const path = compressed();
    const blocked = join(folder, 'expanded');
    writeFileSync(blocked, 'a file in the way');
    const isTried = new Promise<void>((resolve) => (ready = resolve));
    expect(() => open(path)).toThrow(NotReady);
    await isTried;
    rmSync(blocked);
    expect(() => open(path)).toThrow(NotReady);
    expect(existsSync(blocked)).toBe(false);
    await clock.advance(2_000);
    expect((await expand(path))?.stats.size).toBe(8_000);
  });

  it('gives up when that does not end, so that newer lines are not held up', async () => {
    const path = compressed();
    writeFileSync(join(folder, 'expanded'), 'a file in the way');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const isTried = new Promise<void>((resolve) => (ready = resolve));
      expect(() => open(path)).toThrow(NotReady);
      await isTried;
      await clock.advance(2_000);
    }
    expect(open(path)).toBeUndefined();
  });

  it('uses what a killed run had expanded, and only what was whole', async () => {
    const path = compressed();
    const other = compressed('a.log.2.gz');
    await expand(path);
    const [name = ''] = expanded();
    writeFileSync(join(folder, 'expanded', `${name}.1.part`), 'half');
    const next = create();
    expect(open(path, next)?.stats.size).toBe(8_000);
    expect((await expand(other, next))?.stats.size).toBe(8_000);
    next.close();
  });

  it('is not disturbed by a run that ends while the same archive is expanded anew', async () => {
    const path = compressed();
    ready = () => undefined;
    expect(() => open(path)).toThrow(NotReady);
    archives.close();
    const next = create();
    expect((await expand(path, next))?.stats.size).toBe(8_000);
    next.close();
  });

  it('deletes what nobody opened for five minutes, and expands it again when asked', async () => {
    const path = compressed();
    await expand(path);
    await clock.advance(240_000);
    open(path);
    await clock.advance(240_000);
    expect(expanded()).toHaveLength(1);
    await clock.advance(120_000);
    expect(expanded()).toEqual([]);
    expect((await expand(path))?.stats.size).toBe(8_000);
  });

  it('leaves no folder behind when it is closed', async () => {
    await expand(compressed());
    archives.close();
    expect(existsSync(join(folder, 'expanded'))).toBe(false);
  });
});
