import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { FakeJournal } from '../../testing/fake-journal.js';
import { FollowedFolder } from '../../testing/index.js';

let logs: FollowedFolder;
beforeEach(() => {
  logs = new FollowedFolder();
});
afterEach(() => logs.dispose());
const start = (choice: object = {}): Promise<void> =>
  logs.start({ id: 'journal', type: 'journald', ...choice });

describe('a journald source', () => {
  let journal: FakeJournal;
  beforeEach(() => {
    journal = new FakeJournal(logs.path);
  });
  afterEach(() => {
    journal.dispose();
  });
  const now = (): number => logs.clock.now();

  it('gives what is written from now on, and nothing of before', async () => {
    journal.write(now() - 1, 'old');
    await start();
    journal.write(now(), 'new');
    await logs.drainUntil(1);
    expect(logs.lines).toEqual(['new']);
  });

  it('gives everything where it is to begin at the beginning', async () => {
    journal.write(now() - 1, 'old');
    await start({ startAt: 'beginning' });
    await logs.drainUntil(1);
    expect(logs.lines).toEqual(['old']);
  });

  it('gives messages of several lines as lines, bytes as text, and passes over what says nothing', async () => {
    await start();
    journal.write(now(), 'one\ntwo', [98, 195, 182, 255], ['a', [98], null], null, '', 'end');
    await logs.drainUntil(7);
    expect(Buffer.from(logs.text, 'latin1').toString()).toBe('one\ntwo\nbö\ufffd\na\nb\n\nend\n');
  });

  it('asks for what the source says, each as a word of its own', async () => {
    await start({
      unit: ['a.service', 'b c.service'],
      match: '_COMM=node --flag',
      priority: 'err',
      folder: 'j',
    });
    journal.write(now(), 'one');
    await logs.drainUntil(1);
    expect(journal.calls[0]?.args).toEqual([
      '--output=json',
      '--output-fields=MESSAGE',
      '--all',
      '--follow',
      '--no-tail',
      `--directory=${logs.at('j')}`,
      expect.stringMatching(/^--since=@\d+(\.\d+)?$/),
      '--unit=a.service',
      '--unit=b c.service',
      '--priority=err',
      '_COMM=node --flag',
    ]);
  });

  it('gives each line once though it is killed again and again', async () => {
    const wanted = Array.from({ length: 300 }, (_, n) => `line ${String(n)}`);
    await start();
    await logs.drain();
    for (let from = 0; from < wanted.length; from += 20) {
      journal.write(now(), ...wanted.slice(from, from + 20));
      const before = logs.lines.length;
      await logs.drainUntil(before + 1);
      await logs.pull();
      await logs.crash();
      await start();
    }
    await logs.drainUntil(wanted.length);
    expect(logs.lines).toEqual(wanted);
  });

  it('loses nothing that was written while it was away, even before its first line', async () => {
    await start();
    await logs.drain();
    await logs.crash();
    journal.write(now() + 1, 'meanwhile');
    await logs.clock.advance(10_000);
    await start();
    await logs.drainUntil(1);
    expect(logs.lines).toEqual(['meanwhile']);
  });

  it('starts journalctl again when it ended, and goes on after the last line', async () => {
    await start();
    journal.write(now(), 'one');
    await logs.drainUntil(1);
    const [call] = journal.calls;
    if (!call) throw new Error('journalctl was not called');
    process.kill(call.pid, 'SIGKILL');
    journal.write(now(), 'two');
    await logs.drainUntil(2);
    expect(logs.lines).toEqual(['one', 'two']);
    expect(journal.calls).toHaveLength(2);
  });

  it('reads no more than it hands on', async () => {
    const long = 'x'.repeat(1_000);
    await start();
    journal.write(now(), ...Array.from({ length: 5_000 }, () => long));
    while ((logs.follower?.status()[0]?.unreadBytes ?? 0) === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logs.follower?.status()[0]?.unreadBytes).toBeLessThan(300_000);
    await logs.drainUntil(5_000);
    expect(logs.lines).toHaveLength(5_000);
  });

  it('leaves out an entry that is far too long, and counts it', async () => {
    await start();
    journal.write(now(), 'x'.repeat(9 * 1_048_576), 'short');
    await logs.drainUntil(1);
    expect(logs.lines).toEqual(['short']);
    expect(logs.follower?.status()).toMatchObject([{ cutLines: 1 }]);
  });

  it('counts what is no entry, and goes on', async () => {
    await start();
    journal.write(now(), 'one', 7, 'two');
    await logs.drainUntil(2);
    expect(logs.lines).toEqual(['one', 'two']);
    expect(logs.follower?.status()).toMatchObject([{ brokenLines: 1 }]);
  });

  it('says that there is no journalctl', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = logs.at('nowhere');
    try {
      await start();
      expect(logs.follower?.status()).toMatchObject([
        { path: 'journalctl', problem: expect.stringContaining('there is no program journalctl') },
      ]);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

const REMOTE = '/lib/systemd/systemd-journal-remote';
const canWriteJournals = existsSync(REMOTE) && spawnSync('journalctl', ['--version']).status === 0;
const withJournald = canWriteJournals ? describe : describe.skip;

withJournald('a journald source (journalctl and systemd-journal-remote)', () => {
  let written = 0;
  /** Entries of a real journal, one millisecond apart from now on. */
  const write = (unit: string, ...messages: readonly string[]): void => {
    const entries = messages.map((message) => {
      written += 1;
      return [
        `__REALTIME_TIMESTAMP=${String((Date.now() + written) * 1_000)}`,
        `__MONOTONIC_TIMESTAMP=${String(1_000_000 + written * 1_000)}`,
        '_BOOT_ID=6c7c6013a26343b29e964691ff25d04c',
        `_SYSTEMD_UNIT=${unit}`,
        `MESSAGE=${message}`,
        '',
        '',
      ].join('\n');
    });
    mkdirSync(logs.at('journal'), { recursive: true });
    execFileSync(REMOTE, [`--output=${logs.at('journal', 'remote.journal')}`, '-'], {
      input: entries.join(''),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  };

  it('follows a unit, and goes on after a kill with what came meanwhile', async () => {
    write('shop.service', 'before');
    await start({ unit: 'shop.service', folder: 'journal', startAt: 'beginning' });
    await logs.drainUntil(1);
    write('shop.service', 'one', `long ${'x'.repeat(10_000)}`);
    write('other.service', 'not ours');
    await logs.drainUntil(3);
    await logs.crash();
    write('shop.service', 'meanwhile');
    await start({ unit: 'shop.service', folder: 'journal', startAt: 'beginning' });
    await logs.drainUntil(4);
    expect(logs.lines.map((line) => line.slice(0, 9))).toEqual([
      'before',
      'one',
      'long xxxx',
      'meanwhile',
    ]);
  });
});
