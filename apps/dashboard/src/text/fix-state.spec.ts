import { describe, expect, it } from '@jest/globals';
import type { Fix } from '../api/repair-types.js';
import { isExpired, isOpen } from './fix-state.js';

const at = '2026-01-01T12:00:00.000Z';
const fix = (status: Fix['status'], expiresAt: string | null): Fix => ({
  status,
  proposedAt: '2026-01-01T00:00:00.000Z',
  expiresAt,
  appliedAt: null,
  watchUntil: null,
});

describe('a code fix', () => {
  it('is open while it is proposed and not too old', () => {
    expect(isOpen(fix('proposed', at), Date.parse(at) - 1)).toBe(true);
    expect(isOpen(fix('proposed', at), Date.parse(at))).toBe(false);
    expect(isExpired(fix('proposed', at), Date.parse(at))).toBe(true);
    expect(isOpen(fix('proposed', null), Date.parse(at))).toBe(true);
  });

  it.each(['applying', 'applied', 'watching', 'held', 'reverted', 'changed'] as const)(
    'that is %s is decided on',
    (status) => {
      expect(isOpen(fix(status, null), 0)).toBe(false);
      expect(isExpired(fix(status, at), Date.parse(at))).toBe(false);
    },
  );
});
