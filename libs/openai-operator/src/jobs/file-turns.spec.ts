import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FileTurns } from './file-turns.js';

describe('turns by file', () => {
  let turns: FileTurns;
  let running: string[];
  let ends: Map<string, () => void>;
  const never = new AbortController().signal;

  beforeEach(() => {
    turns = new FileTurns(2);
    running = [];
    ends = new Map();
  });

  const begin = (name: string, file: string | null, signal = never): Promise<void> =>
    turns.run(file, signal, async () => {
      running.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      running.splice(running.indexOf(name), 1);
    });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };

  it('lets different files run side by side, up to the limit', async () => {
    for (const file of ['a', 'b', 'c']) void begin(file, file);
    await settle();
    expect(running).toEqual(['a', 'b']);
    await end('a');
    expect(running).toEqual(['b', 'c']);
  });

  it('lets one at a time run for a file, in order, and others pass', async () => {
    void begin('first', 'a');
    void begin('second', 'a');
    void begin('other', 'b');
    await settle();
    expect(running).toEqual(['first', 'other']);
    await end('first');
    expect(running).toEqual(['other', 'second']);
  });

  it('lets work of an unknown file run alone, and nobody behind it pass', async () => {
    void begin('a', 'a');
    void begin('unknown', null);
    void begin('b', 'b');
    await settle();
    expect(running).toEqual(['a']);
    await end('a');
    expect(running).toEqual(['unknown']);
    await end('unknown');
    expect(running).toEqual(['b']);
  });

  it('begins what is cancelled at once, without a turn, and lets the others go on', async () => {
    const cancel = new AbortController();
    void begin('first', 'a');
    void begin('cancelled', null, cancel.signal);
    void begin('other', 'b');
    cancel.abort();
    await settle();
    expect(running.toSorted()).toEqual(['cancelled', 'first', 'other']);
  });

  it('ends the turn of work that fails', async () => {
    await expect(turns.run('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(await turns.run('a', never, () => Promise.resolve('yes'))).toBe('yes');
  });

  it('runs all, never too many, never two of a file, whatever the order', async () => {
    const file = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
    const jobs = fc.array(fc.record({ file, steps: fc.integer({ min: 0, max: 3 }) }));
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 3 }), async (list, limit) => {
        const some = new FileTurns(limit);
        const now: (string | null)[] = [];
        const work = async ({ file, steps }: (typeof list)[number]): Promise<void> => {
          now.push(file);
          expect(now.length).toBeLessThanOrEqual(limit);
          expect(new Set(now).size).toBe(now.length);
          if (now.includes(null)) expect(now).toHaveLength(1);
          for (let step = 0; step < steps; step += 1) await Promise.resolve();
          now.splice(now.indexOf(file), 1);
        };
        await Promise.all(list.map((job) => some.run(job.file, never, () => work(job))));
      }),
    );
  });
});
