import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { FollowedFolder } from '../testing/index.js';

const FILES_KEPT = 200;
type Rotation = 'rename' | 'copytruncate' | 'gzip' | 'none';

const rotation = fc.record({
  lines: fc.integer({ min: 1, max: 60 }),
  how: fc.constantFrom<Rotation>('rename', 'copytruncate', 'gzip', 'none'),
});
/** What is written while nobody looks, then how much is read before the next kill. */
const outage = fc.record({
  rotations: fc.array(rotation, { maxLength: 25, size: 'max' }),
  pulls: fc.integer({ min: 0, max: 25 }),
});

describe('LogFollower with a backlog of many rotated files', () => {
  let logs: FollowedFolder;
  let written: number;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(true);
  });
  beforeEach(() => {
    logs = new FollowedFolder();
  });
  afterEach(async () => {
    await logs.dispose();
  });

  const renew = async (): Promise<void> => {
    await logs.dispose();
    logs = new FollowedFolder({ chunkBytes: 512 });
    written = 0;
  };
  const start = (): Promise<void> => logs.start({ path: 'a.log', startAt: 'beginning' });
  const rotated = (n: number, ending = ''): string => logs.at(`a.log.${String(n)}${ending}`);
  const write = (lines: number): void => {
    const numbers = Array.from({ length: lines }, (_, n) => `${String(written + n)} of many\n`);
    appendFileSync(logs.at('a.log'), numbers.join(''));
    written += lines;
  };
  const shift = (): void => {
    for (let n = FILES_KEPT; n >= 1; n -= 1)
      for (const ending of ['', '.gz'])
        if (existsSync(rotated(n, ending))) renameSync(rotated(n, ending), rotated(n + 1, ending));
  };
  const compress = (path: string): void => {
    const { atime, mtime } = statSync(path);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    utimesSync(`${path}.gz`, atime, mtime);
    unlinkSync(path);
  };
  const rotate = (how: Rotation): void => {
    if (how === 'none') return;
    shift();
    if (how === 'copytruncate') {
      copyFileSync(logs.at('a.log'), rotated(1));
      truncateSync(logs.at('a.log'));
      return;
    }
    renameSync(logs.at('a.log'), rotated(1));
    writeFileSync(logs.at('a.log'), '');
    if (how === 'gzip') compress(rotated(1));
  };
  const catchUp = async (): Promise<void> => {
    await start();
    await logs.drainUntil(written);
    await logs.drain();
  };

  it('gives every line once, killed in the midst of it again and again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(outage, { maxLength: 10, size: 'max' }), async (outages) => {
        await renew();
        writeFileSync(logs.at('a.log'), '');
        await start();
        await logs.drain();
        for (const { rotations, pulls } of outages) {
          await logs.crash();
          for (const { lines, how } of rotations) {
            write(lines);
            rotate(how);
          }
          await start();
          for (let n = 0; n < pulls; n += 1) await logs.pull();
        }
        await logs.crash();
        await catchUp();
        const numbers = logs.lines.map((line) => parseInt(line, 10)).sort((a, b) => a - b);
        expect(numbers).toEqual(Array.from({ length: written }, (_, n) => n));
        expect(logs.gapBytes).toBe(0);
      }),
      { numRuns: Math.ceil(Number(process.env['TAILING_MODEL_RUNS'] ?? 150) / 10) },
    );
  }, 600_000);
});
