import { beforeEach, describe, expect, it } from '@jest/globals';
import { QueryCache } from './query-cache.js';

describe('QueryCache', () => {
  let asked: string[];
  let answers: ((value: unknown) => void)[];
  let failures: ((error: Error) => void)[];
  let cache: QueryCache;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const nothing = (): void => undefined;

  beforeEach(() => {
    asked = [];
    answers = [];
    failures = [];
    cache = new QueryCache((path) => {
      asked.push(path);
      return new Promise((resolve, reject) => {
        answers.push(resolve);
        failures.push(reject);
      });
    });
  });

  it('asks when somebody looks, once for all who look', async () => {
    cache.watch('/a', nothing);
    cache.watch('/a', nothing);
    expect([asked, cache.read('/a')]).toEqual([['/a'], { loading: true }]);
    answers[0]?.(1);
    await settled();
    expect(cache.read('/a')).toEqual({ data: 1, loading: false });
    expect(asked).toEqual(['/a']);
  });

  it('asks again at once for what is on screen, and later for what is not', async () => {
    const leave = cache.watch('/a', nothing);
    answers[0]?.(1);
    await settled();
    leave();
    cache.watch('/b', nothing);
    answers[1]?.(1);
    await settled();
    cache.invalidate(() => true);
    expect(asked).toEqual(['/a', '/b', '/b']);
    cache.watch('/a', nothing);
    expect(asked).toEqual(['/a', '/b', '/b', '/a']);
  });

  it('asks once more when something happened while it was asking', async () => {
    cache.watch('/a', nothing);
    cache.invalidate(() => true);
    cache.invalidate(() => true);
    expect(asked).toEqual(['/a']);
    answers[0]?.('old');
    await settled();
    expect(asked).toEqual(['/a', '/a']);
    answers[1]?.('new');
    await settled();
    expect(cache.read('/a')).toEqual({ data: 'new', loading: false });
    expect(asked).toHaveLength(2);
  });

  it('keeps the last answer beside an error, and forgets the error at the next answer', async () => {
    let told = 0;
    cache.watch('/a', () => (told += 1));
    answers[0]?.(1);
    await settled();
    void cache.refresh('/a');
    failures[1]?.(new Error('gone'));
    await settled();
    expect(cache.read('/a')).toEqual({ data: 1, error: new Error('gone'), loading: false });
    void cache.refresh('/a');
    answers[2]?.(2);
    await settled();
    expect([cache.read('/a'), told]).toEqual([{ data: 2, loading: false }, 3]);
  });

  it('does not grow without end', async () => {
    for (let n = 0; n < 200; n += 1) {
      const leave = cache.watch(`/${String(n)}`, nothing);
      answers[n]?.(n);
      await settled();
      leave();
    }
    cache.watch('/0', nothing);
    expect(asked).toHaveLength(201);
    cache.watch('/199', nothing);
    expect(asked).toHaveLength(201);
  });
});
