import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, toPage } from './page.js';

describe('a cursor', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (at, id) => {
        expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
      }),
    );
  });

  it.each(['', 'abc', '{}', '["a"]', '["a",1]', 'null'])(
    'is none where it is made of %s',
    (text) => {
      expect(decodeCursor(text)).toBeUndefined();
      expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeUndefined();
    },
  );
});

describe('a page', () => {
  const rows = [1, 2, 3].map((n) => ({ at: 't', id: String(n) }));
  const page = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    );

  it('is followed by another where there are more rows than it shows', () => {
    const { items, nextCursor } = page(2);
    expect(items).toEqual(['1', '2']);
    expect(decodeCursor(nextCursor ?? '')).toEqual({ at: 't', id: '2' });
  });

  it('is the last where there are not', () => {
    expect(page(3)).toEqual({ items: ['1', '2', '3'], nextCursor: null });
  });
});
