import { afterEach, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  readdirSync,
  readlinkSync,
  copyFileSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { FollowedFolder } from '../testing/index.js';

describe('LogFollower', () => {
  const folders: FollowedFolder[] = [];
  const folder = (settings?: ConstructorParameters<typeof FollowedFolder>[0]): FollowedFolder => {
    const created = new FollowedFolder(settings);
    folders.push(created);
    return created;
  };
  afterEach(async () => {
    for (const each of folders.splice(0)) await each.dispose();
  });

  /** Follows a.log, which is there and has one old line. */
  const following = async (
    settings?: ConstructorParameters<typeof FollowedFolder>[0],
  ): Promise<FollowedFolder> => {
    const logs = folder(settings);
    logs.append('a.log', 'old\n');
    await logs.start({ path: 'a.log' });
    await logs.drain();
    return logs;
  };
  const texts = async (logs: FollowedFolder): Promise<string[]> =>
    (await logs.drain()).map(({ text }) => text);

  describe('where reading begins', () => {
    it('is the end of a file that was there before the first start', async () => {
      const logs = await following();
      logs.append('a.log', 'new\n');
      expect(await texts(logs)).toEqual(['new\n']);
    });

    it('is the beginning where the source says so', async () => {
      const logs = folder();
      logs.append('a.log', 'old\n');
      await logs.start({ path: 'a.log', startAt: 'beginning' });
      await logs.drain();
      expect(logs.text).toBe('old\n');
    });

    it('is the beginning of a file that appears later, in a folder that appears later', async () => {
      const logs = folder();
      await logs.start({ path: 'logs/api/a.log' });
      await logs.drain();
      mkdirSync(logs.at('logs/api'), { recursive: true });
      logs.append('logs/api/a.log', 'first\n');
      expect(await texts(logs)).toEqual(['first\n']);
    });

    it('is the beginning of a file that appeared while nobody looked', async () => {
      const logs = folder();
      await logs.start({ path: 'a.log' });
      await logs.drain();
      await logs.crash();
      logs.append('a.log', 'while away\n');
      await logs.start({ path: 'a.log' });
      expect(await texts(logs)).toEqual(['while away\n']);
    });

    it('is where it was, after a restart, even when no line came before', async () => {
      const logs = await following();
      await logs.crash();
      logs.append('a.log', 'while away\n');
      await logs.start({ path: 'a.log' });
      expect(await texts(logs)).toEqual(['while away\n']);
    });

    it('is after the last line that was committed, not the last that was read', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      logs.append('a.log', 'two\n');
      expect((await logs.pull())?.text).toBe('two\n');
      await logs.crash();
      await logs.start({ path: 'a.log' });
      expect(await texts(logs)).toEqual(['two\n']);
    });

    it('is the next line where the file ended within one', async () => {
      const logs = folder();
      logs.append('a.log', 'half a li');
      await logs.start({ path: 'a.log' });
      await logs.drain();
      logs.append('a.log', '\nwhole\n');
      expect(await texts(logs)).toEqual(['whole\n']);
    });
  });

  describe('lines', () => {
    it('come whole, with where they begin, however they were written', async () => {
      const logs = await following();
      logs.append('a.log', 'one\ntw');
      expect(await logs.drain()).toMatchObject([{ text: 'one\n', offset: 4 }]);
      logs.append('a.log', 'o');
      expect(await logs.drain()).toEqual([]);
      logs.append('a.log', '\nthree\n');
      expect(await logs.drain()).toMatchObject([{ text: 'two\nthree\n', offset: 8 }]);
    });

    it('keep their bytes: invalid UTF-8, NUL, carriage returns', async () => {
      const logs = await following();
      const bytes = '\xff\xfe\x00\x80 caf\xc3\xa9\r\n\r\n\n\x00\n';
      logs.append('a.log', bytes);
      expect(await texts(logs)).toEqual([bytes]);
    });

    it('come in chunks that end with a line', async () => {
      const logs = await following({ chunkBytes: 16 });
      logs.append('a.log', '1234567\n1234567\n123456789\n1\n');
      expect(await texts(logs)).toEqual(['1234567\n1234567\n', '123456789\n1\n']);
    });

    it('longer than a chunk come whole', async () => {
      const logs = await following({ chunkBytes: 16 });
      const long = `${'x'.repeat(1_000)}\n`;
      logs.append('a.log', long);
      expect(await texts(logs)).toEqual([long]);
    });

    it('without newline are held, then released, and a late newline is no line of its own', async () => {
      const logs = await following({ lineTimeoutMs: 5_000 });
      logs.append('a.log', 'fatal');
      await logs.clock.advance(3_000);
      expect(await logs.drain()).toEqual([]);
      await logs.clock.advance(1_000);
      expect(await texts(logs)).toEqual(['fatal']);
      logs.append('a.log', '\r\nnext\n');
      expect(await texts(logs)).toEqual(['next\n']);
    });

    it('are released when they stop growing, not while they grow', async () => {
      const logs = await following({ lineTimeoutMs: 5_000 });
      for (let i = 0; i < 5; i += 1) {
        logs.append('a.log', '.');
        await logs.clock.advance(3_000);
        expect(await logs.drain()).toEqual([]);
      }
      logs.append('a.log', '\n');
      expect(await texts(logs)).toEqual(['.....\n']);
    });

    it('go on after a release as lines of their own', async () => {
      const logs = await following({ lineTimeoutMs: 1_000 });
      logs.append('a.log', 'one');
      await logs.clock.advance(1_500);
      await logs.drain();
      await logs.crash();
      logs.append('a.log', 'two\n');
      await logs.start({ path: 'a.log' });
      await logs.drain();
      expect(logs.text).toBe('onetwo\n');
    });

    it('over the limit are cut and counted, across a restart too', async () => {
      const logs = await following({ chunkBytes: 16, maxLineBytes: 32 });
      logs.append('a.log', `ok\n${'x'.repeat(40)}`);
      expect(await logs.drain()).toMatchObject([
        { text: 'ok\n' },
        { text: 'x'.repeat(32), cutLines: 1 },
      ]);
      await logs.crash();
      logs.append('a.log', `${'x'.repeat(100)}\nafter\n`);
      await logs.start({ path: 'a.log' });
      const [after] = await logs.drain();
      expect(after).toMatchObject({ text: 'after\n' });
      expect(after).not.toHaveProperty('cutLines');
    });

    it('that grow byte by byte over the limit are cut at the limit', async () => {
      const logs = await following({ chunkBytes: 8, maxLineBytes: 32, lineTimeoutMs: 600_000 });
      for (let i = 0; i < 50; i += 1) {
        logs.append('a.log', 'x');
        await logs.drain();
      }
      logs.append('a.log', '\nafter\n');
      await logs.drain();
      expect(logs.text).toBe(`${'x'.repeat(32)}after\n`);
    });
  });

  describe('pulling', () => {
    it('reads nothing ahead', async () => {
      const logs = await following({ chunkBytes: 8 });
      logs.append('a.log', '1234567\nabcdefg\n');
      expect((await logs.pull())?.text).toBe('1234567\n');
      truncateSync(logs.at('a.log'));
      logs.append('a.log', 'new\n');
      expect((await logs.pull())?.text).toBe('new\n');
    });

    it('takes files in turn, whatever each of them holds', async () => {
      const logs = folder({ chunkBytes: 16 });
      for (const name of ['a.log', 'b.log']) logs.append(name, '1234567\n'.repeat(20));
      await logs.start(
        { path: 'a.log', startAt: 'beginning' },
        { path: 'b.log', startAt: 'beginning' },
      );
      const names = (await logs.drain()).map(({ path }) => path.at(-5));
      expect(names.slice(0, 6).join('')).toBe('ababab');
    });

    it('lets nobody else follow at the same time', async () => {
      const logs = await following();
      const again = logs.follower?.follow([], new AbortController().signal);
      await expect(again?.next()).rejects.toThrow('being followed already');
    });

    it('ends when the signal aborts', async () => {
      const logs = await following();
      await logs.crash();
      expect(logs.watch.folders).toEqual([]);
      expect(logs.follower?.status()).toEqual([]);
    });
  });

  describe('rotation by renaming', () => {
    it('reads the rest of the old file, then the new one', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      logs.append('a.log.1', 'two\n');
      logs.append('a.log', 'three\n');
      await logs.drain();
      expect(logs.lines).toEqual(['one', 'two', 'three']);
    });

    it('follows the old file for as long as its writer has not moved on', async () => {
      const logs = await following();
      const writer = openSync(logs.at('a.log'), 'a');
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      writeFileSync(logs.at('a.log'), '');
      await logs.drain();
      await logs.clock.advance(3_600_000);
      writeSync(writer, 'late\n');
      expect(await texts(logs)).toEqual(['late\n']);
      logs.append('a.log', 'new\n');
      writeSync(writer, 'later\n');
      await logs.drain();
      closeSync(writer);
      expect(logs.lines).toEqual(['late', 'later', 'new']);
    });

    it('releases the old file’s last line when nothing follows it', async () => {
      const logs = await following({ lineTimeoutMs: 600_000 });
      logs.append('a.log', 'no newline');
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      logs.append('a.log', 'new\n');
      await logs.drain();
      await logs.clock.advance(10_000);
      await logs.drain();
      expect(logs.text).toBe('new\nno newline');
    });

    it('reads every file of several quick rotations, in order', async () => {
      const logs = await following();
      for (let i = 0; i < 5; i += 1) {
        logs.append('a.log', `${String(i)}\n`);
        rotate(logs, 'a.log', 6);
      }
      logs.append('a.log', '5\n');
      await logs.drain();
      expect(logs.lines).toEqual(['0', '1', '2', '3', '4', '5']);
    });

    it('reads every file of several rotations during downtime, in order', async () => {
      const logs = await following();
      logs.append('a.log', 'committed\n');
      await logs.drain();
      await logs.crash();
      for (let i = 0; i < 3; i += 1) {
        logs.append('a.log', `${String(i)}\n`);
        rotate(logs, 'a.log', 6);
      }
      await logs.start({ path: 'a.log' });
      await logs.drain();
      logs.append('a.log', '3\n');
      await logs.drain();
      expect(logs.lines).toEqual(['committed', '0', '1', '2', '3']);
    });

    it('reads compressed files of several rotations during downtime, in order', async () => {
      const logs = await following();
      logs.append('a.log', 'committed\n');
      await logs.drain();
      await logs.crash();
      for (let i = 0; i < 3; i += 1) {
        logs.append('a.log', `${String(i)}\n`);
        rotate(logs, 'a.log', 6);
      }
      compress(logs, 'a.log.3');
      compress(logs, 'a.log.2');
      await logs.start({ path: 'a.log' });
      logs.append('a.log', '3\n');
      await logs.drainUntil(5);
      await logs.drain();
      expect(logs.lines).toEqual(['committed', '0', '1', '2', '3']);
      expect(logs.gapBytes).toBe(0);
    });

    it('gets on with very many files however often it is killed, a few open at a time', async () => {
      const logs = await following();
      await logs.crash();
      const lines = Array.from({ length: 40 }, (_, n) => `line ${String(n)}`);
      for (const line of lines) {
        logs.append('a.log', `${line}\n`);
        rotate(logs, 'a.log', 99);
      }
      for (let n = 1; n < 40; n += 3) compress(logs, `a.log.${String(n)}`);
      for (let kills = 0; kills < 60 && logs.lines.length < 40; kills += 1) {
        await logs.start({ path: 'a.log' });
        await logs.drainUntil(logs.lines.length + 1);
        expect(openDescriptors(logs).length).toBeLessThan(30);
        await logs.crash();
      }
      expect(logs.lines).toEqual(lines);
      expect(logs.gapBytes).toBe(0);
    });

    it('holds on to the newest file while it catches up, though that is deleted meanwhile', async () => {
      const logs = await following();
      await logs.crash();
      for (const text of ['first\n', 'second\n']) {
        logs.append('a.log', text);
        rotate(logs, 'a.log', 6);
      }
      compress(logs, 'a.log.1');
      logs.append('a.log', 'newest\n');
      await logs.start({ path: 'a.log' });
      await logs.pull();
      unlinkSync(logs.at('a.log'));
      await logs.drainUntil(3);
      expect(logs.lines).toEqual(['first', 'second', 'newest']);
    });

    it('goes on within a compressed file after another crash', async () => {
      const logs = await following({ chunkBytes: 300 });
      await logs.crash();
      const lines = Array.from({ length: 60 }, (_, n) => `line ${String(n)} of many`);
      logs.append('a.log', `${lines.join('\n')}\n`);
      rotate(logs, 'a.log', 6);
      compress(logs, 'a.log.1');
      await logs.start({ path: 'a.log' });
      await logs.drainUntil(1);
      await logs.crash();
      await logs.start({ path: 'a.log' });
      await logs.drainUntil(60);
      expect(logs.lines).toEqual(lines);
    });

    it('reports what a broken archive keeps from it', async () => {
      const logs = await following({ chunkBytes: 32 });
      logs.append('a.log', `${'read '.repeat(6)}\n${'lost '.repeat(6)}\n`);
      await logs.pull();
      logs.commit();
      await logs.crash();
      rotate(logs, 'a.log', 6);
      compress(logs, 'a.log.1');
      truncateSync(logs.at('a.log.1.gz'), 30);
      logs.append('a.log', 'new\n');
      await logs.start({ path: 'a.log' });
      await logs.drainUntil(2);
      expect(logs.lines).toEqual(['read '.repeat(6), 'new']);
      expect(logs.gapBytes).toBe(31);
    });

    it('reports at least its size for a broken archive of which nothing is known', async () => {
      const logs = await following();
      await logs.crash();
      for (const text of ['first\n', 'second\n']) {
        logs.append('a.log', text);
        rotate(logs, 'a.log', 6);
      }
      compress(logs, 'a.log.1');
      const { atime, mtime } = statSync(logs.at('a.log.1.gz'));
      truncateSync(logs.at('a.log.1.gz'), 20);
      utimesSync(logs.at('a.log.1.gz'), atime, mtime);
      logs.append('a.log', 'new\n');
      await logs.start({ path: 'a.log' });
      await logs.drainUntil(2);
      await logs.crash();
      await logs.start({ path: 'a.log' });
      await logs.drain();
      expect(logs.lines).toEqual(['first', 'new']);
      expect(logs.gapBytes).toBe(20);
    });

    it('does not read again what is compressed after it was read', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      rotate(logs, 'a.log', 6);
      compress(logs, 'a.log.1');
      logs.append('a.log', 'two\n');
      await logs.drainUntil(2);
      await logs.crash();
      rotate(logs, 'a.log', 6);
      compress(logs, 'a.log.1');
      await logs.start({ path: 'a.log' });
      logs.append('a.log', 'three\n');
      await logs.drainUntil(3);
      await logs.drain();
      expect(logs.lines).toEqual(['one', 'two', 'three']);
      expect(logs.gapBytes).toBe(0);
    });

    it.each(['a.log-20261123', 'a.log.2026-11-23', 'a-2026-11-23.log', 'a.1.log', 'gone.txt'])(
      'finds the old file again as %s after downtime',
      async (rotated) => {
        const logs = await following();
        await logs.crash();
        logs.append('a.log', 'rest\n');
        renameSync(logs.at('a.log'), logs.at(rotated));
        logs.append('a.log', 'new\n');
        await logs.start({ path: 'a.log' });
        await logs.drain();
        expect(logs.lines).toEqual(['rest', 'new']);
      },
    );

    it('does not read older rotated files when it meets them', async () => {
      const logs = folder();
      logs.append('a.log.2', 'older\n');
      logs.append('a.log.1', 'old\n');
      for (const name of ['a.log.2', 'a.log.1']) utimesSync(logs.at(name), 1_000, 1_000);
      logs.append('a.log', 'current\n');
      await logs.start({ path: 'a.log' });
      await logs.drain();
      rotate(logs, 'a.log', 4);
      logs.append('a.log', 'new\n');
      await logs.drain();
      expect(logs.lines).toEqual(['new']);
    });

    it('goes on with a file whose name comes back', async () => {
      const logs = await following();
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      logs.append('a.log.1', 'away\n');
      await logs.drain();
      renameSync(logs.at('a.log.1'), logs.at('a.log'));
      logs.append('a.log', 'back\n');
      await logs.drain();
      expect(logs.lines).toEqual(['away', 'back']);
    });

    it('keeps the places of two files across a crash between them', async () => {
      const logs = await following({ chunkBytes: 8 });
      logs.append('a.log', '1234567\nabcdefg\n');
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      logs.append('a.log', 'new\n');
      await logs.pull();
      logs.commit();
      await logs.crash();
      await logs.start({ path: 'a.log' });
      await logs.drain();
      expect(logs.lines).toEqual(['1234567', 'abcdefg', 'new']);
    });
  });

  describe('truncation', () => {
    it('reads what is written after it', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      truncateSync(logs.at('a.log'));
      logs.append('a.log', '2\n');
      expect(await logs.drain()).toMatchObject([{ text: '2\n', offset: 0, gapBytes: 0 }]);
    });

    it('is noticed when the file has grown beyond its former size since', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      writeFileSync(logs.at('a.log'), 'quite another beginning\n');
      expect(await texts(logs)).toEqual(['quite another beginning\n']);
    });

    it('is noticed when the file has exactly its former size since', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      writeFileSync(logs.at('a.log'), 'new\ntwo\n');
      expect(await texts(logs)).toEqual(['new\ntwo\n']);
    });

    it('is noticed when what was written since is as long, and ends alike', async () => {
      const logs = await following();
      const alike = ' request served'.repeat(10);
      logs.append('a.log', `1${alike}\n`);
      await logs.drain();
      copyTruncate(logs, 'a.log', 'a.log.1');
      logs.append('a.log', `2${alike}\n`);
      expect(await texts(logs)).toEqual([`2${alike}\n`]);
    });

    it('takes the unread lines from the copy that copytruncate makes', async () => {
      const logs = await following({ chunkBytes: 8 });
      logs.append('a.log', '1234567\n');
      await logs.drain();
      logs.append('a.log', 'abcdefg\n'.repeat(3));
      copyTruncate(logs, 'a.log', 'a.log.1');
      logs.append('a.log', 'new\n');
      await logs.drain();
      expect(logs.lines).toEqual(['1234567', 'abcdefg', 'abcdefg', 'abcdefg', 'new']);
      expect(logs.gapBytes).toBe(0);
    });

    it('takes them from the copies of several quick rotations', async () => {
      const logs = await following();
      for (let i = 0; i < 3; i += 1) {
        logs.append('a.log', `line ${String(i)}\n`);
        shift(logs, 'a.log', 5);
        copyTruncate(logs, 'a.log', 'a.log.1');
      }
      logs.append('a.log', 'new\n');
      await logs.drain();
      expect(logs.lines).toEqual(['line 0', 'line 1', 'line 2', 'new']);
    });

    it('takes them from the copy after downtime', async () => {
      const logs = await following();
      await logs.crash();
      logs.append('a.log', 'while away\n');
      copyTruncate(logs, 'a.log', 'a.log-20261123');
      logs.append('a.log', 'new\n');
      await logs.start({ path: 'a.log' });
      await logs.drain();
      expect(logs.lines).toEqual(['while away', 'new']);
    });

    it('takes from the copy what came and went between two looks at an empty file', async () => {
      const logs = folder();
      logs.append('a.log', '');
      await logs.start({ path: 'a.log' });
      await logs.drain();
      logs.append('a.log', 'one\n');
      copyTruncate(logs, 'a.log', 'a.log.2');
      await logs.drain();
      logs.append('a.log', 'two\n');
      copyTruncate(logs, 'a.log', 'a.log.1');
      logs.append('a.log', 'three\n');
      await logs.drain();
      expect(logs.lines).toEqual(['one', 'two', 'three']);
    });

    it('reports what is lost where there is no copy', async () => {
      const logs = await following({ chunkBytes: 8 });
      logs.append('a.log', '1234567\nabcdefg\nABCDEFG\n');
      await logs.pull();
      truncateSync(logs.at('a.log'));
      await logs.drain();
      expect(logs.lines).toEqual(['1234567']);
      expect(logs.gapBytes).toBe(16);
    });

    it('skips the hole that a writer without O_APPEND leaves', async () => {
      const logs = await following({ chunkBytes: 64 });
      const writer = openSync(logs.at('a.log'), 'r+');
      const line = `${'x'.repeat(1_000)}\n`;
      writeSync(writer, line, 4);
      await logs.drain();
      truncateSync(logs.at('a.log'));
      writeSync(writer, 'after\n', 4 + line.length);
      closeSync(writer);
      expect(await texts(logs)).toEqual(['after\n']);
    });

    it('is noticed though the file has its former size and was renamed during downtime', async () => {
      const logs = await following();
      await logs.crash();
      truncateSync(logs.at('a.log'));
      logs.append('a.log', 'new\n');
      renameSync(logs.at('a.log'), logs.at('a.log.1'));
      await logs.start({ path: 'a.log' });
      await logs.drain();
      expect(logs.lines).toEqual(['new']);
    });

    it('notices during downtime that the same inode holds another file', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      await logs.crash();
      writeFileSync(logs.at('a.log'), 'another file in the same inode\n');
      await logs.start({ path: 'a.log' });
      expect(await texts(logs)).toEqual(['another file in the same inode\n']);
    });
  });

  describe('deletion', () => {
    it('reads what was written before it, and the file that takes the place', async () => {
      const logs = await following();
      logs.append('a.log', 'last words\n');
      unlinkSync(logs.at('a.log'));
      await logs.drain();
      logs.append('a.log', 'reborn\n');
      await logs.drain();
      expect(logs.lines).toEqual(['last words', 'reborn']);
    });

    it('reads both when they happened between two looks', async () => {
      const logs = await following();
      logs.append('a.log', 'last words\n');
      unlinkSync(logs.at('a.log'));
      logs.append('a.log', 'reborn\n');
      await logs.drain();
      expect(logs.lines).toEqual(['last words', 'reborn']);
    });

    it('lets go of a deleted file that nobody writes to, and still reads its successor', async () => {
      const logs = await following();
      unlinkSync(logs.at('a.log'));
      await logs.drain();
      await logs.clock.advance(60_000);
      logs.append('a.log', 'reborn\n');
      expect(await texts(logs)).toEqual(['reborn\n']);
    });

    it('during downtime is a gap of what was known to be unread', async () => {
      const logs = await following({ chunkBytes: 8 });
      logs.append('a.log', '1234567\nabcdefg\n');
      await logs.pull();
      logs.commit();
      await logs.crash();
      unlinkSync(logs.at('a.log'));
      logs.append('a.log', 'reborn\n');
      await logs.start({ path: 'a.log' });
      expect(await logs.drain()).toMatchObject([{ text: 'reborn\n', gapBytes: 8 }]);
    });

    it('waits for a file whose disk is not there yet, and goes on where it was', async () => {
      const logs = folder();
      mkdirSync(logs.at('mount'));
      logs.append('mount/a.log', 'old\n');
      await logs.start({ path: 'mount/a.log' });
      await logs.drain();
      await logs.crash();
      renameSync(logs.at('mount'), logs.at('unmounted'));
      await logs.start({ path: 'mount/a.log' });
      expect(await logs.drain()).toEqual([]);
      logs.append('unmounted/a.log', 'new\n');
      renameSync(logs.at('unmounted'), logs.at('mount'));
      expect(await texts(logs)).toEqual(['new\n']);
    });
  });

  describe('an editor or a copying tool that writes the file anew', () => {
    it('does not make its lines count again', async () => {
      const logs = folder();
      logs.append('a.log', 'many lines\n'.repeat(100));
      await logs.start({ path: 'a.log' });
      await logs.drain();
      copyFileSync(logs.at('a.log'), logs.at('.a.log.tmp'));
      appendFileSync(logs.at('.a.log.tmp'), 'new\n');
      renameSync(logs.at('.a.log.tmp'), logs.at('a.log'));
      expect(await texts(logs)).toEqual(['new\n']);
    });
  });

  describe('links', () => {
    it('that are switched lead to the new file, and back to where the old one was read', async () => {
      const logs = folder();
      logs.append('one.txt', 'old\n');
      symlinkSync('one.txt', logs.at('current.log'));
      await logs.start({ path: 'current.log' });
      await logs.drain();
      logs.append('one.txt', '1\n');
      switchLink(logs, 'two.txt');
      logs.append('two.txt', '2\n');
      await logs.drain();
      await logs.clock.advance(10_000);
      await logs.drain();
      switchLink(logs, 'one.txt');
      logs.append('one.txt', '3\n');
      await logs.drain();
      expect(logs.lines).toEqual(['1', '2', '3']);
    });

    it('are read after downtime from every dated file that they led to', async () => {
      const logs = folder();
      logs.append('app-2026-11-21.txt', 'old\n');
      symlinkSync('app-2026-11-21.txt', logs.at('current.log'));
      await logs.start({ path: 'current.log' });
      await logs.drain();
      await logs.crash();
      for (const day of ['21', '22', '23']) logs.append(`app-2026-11-${day}.txt`, `${day}\n`);
      switchLink(logs, 'app-2026-11-23.txt');
      await logs.start({ path: 'current.log' });
      await logs.drain();
      expect(logs.lines).toEqual(['21', '22', '23']);
    });
  });

  describe('what cannot be read', () => {
    it('is tried again, with one warning, until it can', async () => {
      const logs = folder();
      symlinkSync('a.log', logs.at('a.log'));
      await logs.start({ path: 'a.log' });
      await logs.drain();
      unlinkSync(logs.at('a.log'));
      logs.append('a.log', 'readable\n');
      await logs.drain();
      expect(logs.lines).toEqual(['readable']);
    });

    it('may be a folder in the place of the file', async () => {
      const logs = folder();
      mkdirSync(logs.at('a.log'));
      await logs.start({ path: 'a.log' });
      await logs.drain();
      rmSync(logs.at('a.log'), { recursive: true });
      logs.append('a.log', 'readable\n');
      await logs.drain();
      expect(logs.lines).toEqual(['readable']);
    });
  });

  describe('descriptors', () => {
    it('of idle files are closed, and the files are opened again when they grow', async () => {
      const logs = await following();
      await logs.clock.advance(120_000);
      await logs.drain();
      expect(openDescriptors(logs)).toEqual([]);
      logs.append('a.log', 'awake\n');
      expect(await texts(logs)).toEqual(['awake\n']);
      expect(openDescriptors(logs)).toHaveLength(1);
    });

    it('of rotated files are closed soon after their successor has lines', async () => {
      const logs = await following();
      logs.append('a.log', 'one\n');
      await logs.drain();
      rotate(logs, 'a.log', 2);
      logs.append('a.log', 'two\n');
      await logs.drain();
      expect(openDescriptors(logs)).toHaveLength(2);
      await logs.clock.advance(10_000);
      await logs.drain();
      expect(openDescriptors(logs)).toHaveLength(1);
    });
  });
});

function shift(logs: FollowedFolder, name: string, keep: number): void {
  for (let i = keep - 1; i >= 1; i -= 1) {
    try {
      renameSync(logs.at(`${name}.${String(i)}`), logs.at(`${name}.${String(i + 1)}`));
    } catch {
      // There are not so many yet.
    }
  }
}

function rotate(logs: FollowedFolder, name: string, keep: number): void {
  shift(logs, name, keep);
  renameSync(logs.at(name), logs.at(`${name}.1`));
  writeFileSync(logs.at(name), '');
}

/** As gzip does: the time stays, the plain file goes. */
function compress(logs: FollowedFolder, name: string): void {
  const { atime, mtime } = statSync(logs.at(name));
  writeFileSync(logs.at(`${name}.gz`), gzipSync(readFileSync(logs.at(name))));
  utimesSync(logs.at(`${name}.gz`), atime, mtime);
  unlinkSync(logs.at(name));
}

function copyTruncate(logs: FollowedFolder, name: string, copy: string): void {
  copyFileSync(logs.at(name), logs.at(copy));
  truncateSync(logs.at(name));
}

function switchLink(logs: FollowedFolder, target: string): void {
  symlinkSync(target, logs.at('.link'));
  renameSync(logs.at('.link'), logs.at('current.log'));
}

function openDescriptors(logs: FollowedFolder): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(logs.path) ? [target] : [];
    } catch {
      return [];
    }
  });
}
