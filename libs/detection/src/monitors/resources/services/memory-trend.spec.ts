import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leakPerHour } from './memory-trend.js';

const MINUTE_MS = 60_000;
const WINDOW_MS = 60 * MINUTE_MS;
/** A sample a minute. */
const series = (minutes: number, megabytes: (minute: number) => number) =>
  Array.from({ length: minutes + 1 }, (_, minute) => ({
    at: minute * MINUTE_MS,
    megabytes: megabytes(minute),
  }));
const sawtooth = (minute: number): number => (minute % 10) * 20;

describe('leakPerHour', () => {
  it('measures a leak under the sawtooth of garbage collection', () => {
    const samples = series(60, (minute) => 100 + minute * 0.5 + sawtooth(minute));
    expect(leakPerHour(samples, WINDOW_MS)).toBeCloseTo(30, -1);
  });

  it('takes a sawtooth alone for none', () => {
    expect(leakPerHour(series(60, sawtooth), WINDOW_MS)).toBe(0);
  });

  it('takes a warm-up that ends for none', () => {
    expect(
      leakPerHour(
        series(60, (minute) => Math.min(minute, 20) * 10),
        WINDOW_MS,
      ),
    ).toBe(0);
  });

  it('says nothing before the window is full', () => {
    expect(
      leakPerHour(
        series(50, (minute) => minute),
        WINDOW_MS,
      ),
    ).toBeUndefined();
    expect(
      leakPerHour(
        series(55, (minute) => minute),
        WINDOW_MS,
      ),
    ).toBeGreaterThan(0);
    expect(leakPerHour([], WINDOW_MS)).toBeUndefined();
  });

  it('forgets what is older than the window', () => {
    const samples = series(180, (minute) => Math.max(0, 120 - minute) * 10);
    expect(leakPerHour(samples, WINDOW_MS)).toBe(0);
  });

  it('finds any steady leak within a tenth, whatever is collected on top', () => {
    const pace = fc.double({ min: 1, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(pace, fc.infiniteStream(fc.nat(3)), (perHour, noise) => {
        const samples = series(60, (minute) => {
          // Something is always there to collect, and once in five minutes nothing is left of it.
          const garbage = minute % 5 === 0 ? 0 : Number(noise.next().value) * perHour;
          return (perHour * minute) / 60 + garbage;
        });
        expect(leakPerHour(samples, WINDOW_MS)).toBeGreaterThan(perHour * 0.9);
        expect(leakPerHour(samples, WINDOW_MS)).toBeLessThan(perHour * 1.1);
      }),
    );
  });
});
