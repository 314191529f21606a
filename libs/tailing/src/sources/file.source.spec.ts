import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import { FollowedFolder } from '../../testing/index.js';
import { type SourceSpec, sourceSchema } from './registry.js';

const spec = (id: string, path: string): SourceSpec => sourceSchema.parse({ id, path });

describe('FileSource', () => {
  let logs: FollowedFolder;
  beforeEach(() => {
    logs = new FollowedFolder();
  });
  afterEach(() => logs.dispose());

  describe('with a glob', () => {
    it('follows what matches, from the end, and what appears later, from the beginning', async () => {
      logs.append('a.log', 'old\n');
      logs.append('other.txt', 'not matched\n');
      await logs.start({ path: '*.log' });
      await logs.drain();
      logs.append('a.log', 'a\n');
      await logs.drain();
      logs.append('b.log', 'b\n');
      await logs.drainUntil(2);
      expect(logs.lines).toEqual(['a', 'b']);
      expect(logs.follower?.status().map(({ path }) => basename(path))).toEqual(['a.log', 'b.log']);
    });

    it('finds files in folders that appear later', async () => {
      await logs.start({ path: 'logs/**/*.log' });
      await logs.drain();
      mkdirSync(logs.at('logs/deep/er'), { recursive: true });
      logs.append('logs/deep/er/a.log', 'a\n');
      await logs.drainUntil(1);
      expect(logs.lines).toEqual(['a']);
    });

    it('reads from the beginning what appeared while nobody looked', async () => {
      await logs.start({ path: '*.log' });
      await logs.drain();
      await logs.crash();
      logs.append('a.log', 'while away\n');
      await logs.start({ path: '*.log' });
      await logs.drainUntil(1);
      expect(logs.lines).toEqual(['while away']);
    });

    it('forgets files that are gone, and meets them anew', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ path: '*.log' });
      await logs.drain();
      unlinkSync(logs.at('a.log'));
      await logs.drain();
      await logs.clock.advance(60_000);
      for (let i = 0; i < 200 && logs.follower?.status().length !== 0; i += 1) {
        await logs.clock.advance(3_000);
        await logs.drain();
      }
      expect(logs.follower?.status()).toEqual([]);
      logs.append('a.log', 'anew\n');
      await logs.drainUntil(1);
      expect(logs.lines).toEqual(['anew']);
    });

    it('that also matches rotated files reads each line once', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ path: '*.log*' });
      await logs.drain();
      for (let i = 0; i < 6; i += 1) {
        logs.append('a.log', `${String(i)}\n`);
        for (let n = i; n >= 1; n -= 1)
          renameSync(logs.at(`a.log.${String(n)}`), logs.at(`a.log.${String(n + 1)}`));
        renameSync(logs.at('a.log'), logs.at('a.log.1'));
        writeFileSync(logs.at('a.log'), '');
        if (i % 2 === 0) await logs.drain();
        if (i === 3) {
          await logs.crash();
          await logs.start({ path: '*.log*' });
        }
        await logs.clock.advance(7_000);
      }
      logs.append('a.log', 'last\n');
      await logs.drainUntil(7);
      await settle(logs);
      expect([...logs.lines].sort()).toEqual(['0', '1', '2', '3', '4', '5', 'last']);
    });

    it('that also matches rotated files reads them from the beginning where it is to', async () => {
      logs.append('a.log.1', 'older\n');
      utimesSync(logs.at('a.log.1'), 1_000, 1_000);
      logs.append('a.log', 'newer\n');
      await logs.start({ path: '*.log*', startAt: 'beginning' });
      await logs.drain();
      expect([...logs.lines].sort()).toEqual(['newer', 'older']);
    });

    it('that also matches rotated files does not read old ones that come to light later', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ path: '*.log*' });
      await logs.drain();
      logs.append('a.log.7', 'unpacked by somebody\n');
      utimesSync(logs.at('a.log.7'), 1_000, 1_000);
      logs.append('b.log', 'b\n');
      await logs.drainUntil(1);
      await settle(logs);
      expect(logs.lines).toEqual(['b']);
    });

    it('that also matches the copies of copytruncate reads each line once', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ path: '*.log*' });
      await logs.drain();
      for (let i = 0; i < 4; i += 1) {
        logs.append('a.log', `${String(i)} is a line of its own\n`);
        if (i % 2 === 0) await logs.drain();
        copyFileSync(logs.at('a.log'), logs.at(`a.log-2026112${String(i)}`));
        if (i > 1) await settle(logs);
        truncateSync(logs.at('a.log'));
        await settle(logs);
      }
      logs.append('a.log', 'last\n');
      await logs.drainUntil(5);
      await settle(logs);
      expect(logs.lines.map((line) => line[0])).toEqual(['0', '1', '2', '3', 'l']);
    });

    it('reads a file with two names once', async () => {
      logs.append('a.log', 'old\n');
      linkSync(logs.at('a.log'), logs.at('b.log'));
      symlinkSync('a.log', logs.at('c.log'));
      await logs.start({ path: '*.log' });
      await logs.drain();
      logs.append('a.log', 'once\n');
      await logs.drainUntil(1);
      await settle(logs);
      expect(logs.lines).toEqual(['once']);
    });

    it('takes numbered instances for logs of their own, not for rotated ones', async () => {
      logs.append('api-out.log', 'Started\n');
      await logs.start({ path: '*.log' });
      await logs.drain();
      logs.append('api-out-0.log', 'Started\n');
      logs.append('api-out-1.log', 'Started\n');
      await logs.drainUntil(2);
      expect(logs.lines).toEqual(['Started', 'Started']);
    });
  });

  describe('beside another source', () => {
    it('leaves a log to the source that names it', async () => {
      logs.append('perf.log', '');
      await logs.start({ id: 'all', path: '*.log' }, { id: 'perf', path: 'perf.log' });
      await logs.drain();
      logs.append('perf.log', 'slow\n');
      logs.append('a.log', 'a\n');
      await logs.drainUntil(2);
      const bySource = logs.chunks.flatMap(({ sourceId, text }) =>
        text ? [[sourceId, text]] : [],
      );
      expect(bySource.sort()).toEqual([
        ['all', 'a\n'],
        ['perf', 'slow\n'],
      ]);
    });
  });

  describe('when the sources change', () => {
    it('keeps the descriptors of those that stay', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ id: 'a', path: 'a.log' });
      await logs.drain();
      logs.append('a.log', 'held in par');
      await logs.drain();
      unlinkSync(logs.at('a.log'));
      logs.follower?.reconfigure([spec('a', 'a.log'), spec('b', 'b.log')]);
      await logs.drain();
      logs.append('b.log', 'b\n');
      await logs.drain();
      await logs.clock.advance(60_000);
      await logs.drain();
      expect(logs.text).toBe('b\nheld in par');
    });

    it('goes on where it was when a log moves to another source', async () => {
      logs.append('a.log', 'old\n');
      await logs.start({ id: 'one', path: 'a.log' });
      await logs.drain();
      logs.append('a.log', 'new\n');
      logs.follower?.reconfigure([spec('another', '*.log')]);
      await logs.drainUntil(1);
      expect(logs.chunks).toContainEqual(
        expect.objectContaining({ sourceId: 'another', text: 'new\n' }),
      );
      expect(logs.lines).toEqual(['new']);
    });

    it('does not replay what was there before when a source is pointed elsewhere', async () => {
      await logs.start({ id: 'one', path: 'a.log' });
      await logs.drain();
      logs.append('b.log', 'old\n');
      logs.follower?.reconfigure([spec('one', 'b.log')]);
      await logs.drain();
      logs.append('b.log', 'new\n');
      await logs.drain();
      expect(logs.lines).toEqual(['new']);
    });

    it('stops following what is no longer named', async () => {
      await logs.start({ id: 'a', path: 'a.log' });
      await logs.drain();
      logs.follower?.reconfigure([]);
      await logs.drain();
      logs.append('a.log', 'unseen\n');
      expect(await logs.drain()).toEqual([]);
      expect(logs.watch.folders).toEqual([]);
    });
  });

  it('reads at once what a hint is about, however many files there are', async () => {
    for (let i = 0; i < 500; i += 1) logs.append(`${String(i)}.log`, 'old\n');
    await logs.start({ path: '*.log' });
    await logs.drain();
    logs.append('321.log', 'hinted\n');
    logs.watch.tell(logs.path, { name: '321.log', kind: 'content' });
    expect((await logs.pull())?.text).toBe('hinted\n');
  });

  it('gets round to every file without hints', async () => {
    for (let i = 0; i < 500; i += 1) logs.append(`${String(i)}.log`, 'old\n');
    await logs.start({ path: '*.log' });
    await logs.drain();
    for (let i = 0; i < 500; i += 1) logs.append(`${String(i)}.log`, 'new\n');
    await logs.drainUntil(500);
    expect(logs.lines).toHaveLength(500);
  });
});

/** Lets background scans that are due run to their end. */
async function settle(logs: FollowedFolder): Promise<void> {
  for (let i = 0; i < 10; i += 1) {
    await logs.clock.advance(1_000);
    await logs.drain();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
