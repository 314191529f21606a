import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dockerEntries } from '../../testing/docker-entries.js';
import { FollowedFolder } from '../../testing/index.js';

describe('a docker source', () => {
  let logs: FollowedFolder;
  beforeEach(() => {
    logs = new FollowedFolder();
    mkdirSync(logs.at('containers'));
  });
  afterEach(() => logs.dispose());

  const start = (choice: object = {}): Promise<void> =>
    logs.start({ id: 'containers', type: 'docker', folder: 'containers', ...choice });
  const logOf = (id: string): string => logs.at('containers', id, `${id}-json.log`);
  const say = (id: string, text: string): void => {
    appendFileSync(logOf(id), dockerEntries({ text }).join(''));
  };
  /** A container as Docker lays it down, with one line in its log. */
  const container = (id: string, name: string, labels: object = {}, driver = 'json-file'): void => {
    const folder = logs.at('containers', id);
    mkdirSync(folder);
    const LogPath = driver === 'json-file' ? `/var/lib/docker/containers/${id}/${id}-json.log` : '';
    const config = { ID: id, Name: `/${name}`, LogPath, Config: { Labels: labels } };
    writeFileSync(join(folder, 'config.v2.json'), JSON.stringify(config));
    if (LogPath !== '') say(id, `${name} before`);
  };
  /** Time for the next look at what containers there are, and for reading so many lines. */
  const lines = async (count = 0): Promise<readonly string[]> => {
    const before = logs.lines.length;
    await logs.clock.advance(6_000);
    await (count === 0 ? logs.drainUntil(before + 1, 50) : logs.drainUntil(before + count));
    return logs.lines.slice(before).toSorted();
  };

  it('gives what containers write from now on, without what Docker wraps it in', async () => {
    container('a1', 'shop');
    await start();
    say('a1', 'ERROR "cart" <empty>');
    expect(await lines(1)).toEqual(['ERROR "cart" <empty>']);
  });

  it('reads from its beginning the log of a container that comes later', async () => {
    container('a1', 'shop');
    await start();
    await lines();
    container('b2', 'db');
    expect(await lines(1)).toEqual(['db before']);
  });

  it.each([
    ['by a name', { container: 'shop' }, ['shop before']],
    ['by names', { container: ['shop', 'db'] }, ['db before', 'shop before']],
    ['by a label', { label: 'tier=web' }, ['shop before', 'web before']],
    ['by a key of labels', { label: ['tier', 'team=a'] }, ['shop before']],
  ])('follows those that are chosen %s', async (_how, choice, expected) => {
    container('a1', 'shop', { tier: 'web', team: 'a' });
    container('b2', 'web', { tier: 'web' });
    container('c3', 'db', { tier: '', team: 'b' });
    container('d4', 'quiet', { tier: 'web' }, 'journald');
    await start({ startAt: 'beginning', ...choice });
    expect(await lines(expected.length)).toEqual(expected);
  });

  it('loses and repeats nothing when Docker rotates and compresses, and the watchdog is killed inside a long line', async () => {
    container('a1', 'shop');
    await start();
    await lines();
    const long = dockerEntries({ text: `${'x'.repeat(20_000)} end` });
    expect(long).toHaveLength(2);
    appendFileSync(logOf('a1'), long[0] ?? '');
    await logs.drain();
    await logs.crash();
    renameSync(logOf('a1'), `${logOf('a1')}.1`);
    appendFileSync(logOf('a1'), long[1] ?? '');
    say('a1', 'after');
    const rotated = `${logOf('a1')}.1`;
    writeFileSync(`${rotated}.gz`, gzipSync(readFileSync(rotated)));
    rmSync(rotated);
    await start();
    expect((await lines(2)).map((line) => line.slice(-9))).toEqual(['after', 'xxxxx end']);
    expect(logs.gapBytes).toBe(0);
  });

  it('makes a line of the last words of a container that died without a newline, also after a restart', async () => {
    container('a1', 'shop');
    await start();
    await lines();
    const [lastWords = ''] = dockerEntries({ text: 'out of memory' }, 'out of memory'.length);
    appendFileSync(logOf('a1'), lastWords);
    await logs.drain();
    expect(logs.lines).toEqual([]);
    await logs.crash();
    await start();
    expect(await lines(1)).toEqual(['out of memory']);
    await logs.crash();
    await start();
    say('a1', 'started again');
    expect(await lines(1)).toEqual(['started again']);
  });

  it('counts what is no entry, and hands it on', async () => {
    container('a1', 'shop');
    await start();
    await lines();
    appendFileSync(logOf('a1'), '{"log":"torn\n');
    say('a1', 'fine');
    expect(await lines(2)).toEqual(['fine', '{"log":"torn'].toSorted());
    expect(logs.follower?.status()).toMatchObject([{ brokenLines: 1 }]);
  });

  it('lets go of a container that was removed', async () => {
    container('a1', 'shop');
    container('b2', 'db');
    await start();
    await lines();
    rmSync(logs.at('containers', 'a1'), { recursive: true });
    for (let look = 0; look < 8; look += 1) await lines();
    expect(logs.follower?.status().map(({ path }) => path)).toEqual([logOf('b2')]);
  });

  it('says what is wrong while the folder cannot be read, and finds the containers when it can be', async () => {
    rmSync(logs.at('containers'), { recursive: true });
    await start();
    expect(logs.follower?.status()).toMatchObject([
      { path: 'Docker', problem: expect.stringContaining('ENOENT') },
    ]);
    mkdirSync(logs.at('containers'));
    container('a1', 'shop');
    await lines();
    say('a1', 'one');
    await lines(1);
    expect(logs.lines).toContain('one');
    expect(logs.follower?.status()).toHaveLength(1);
  });
});
