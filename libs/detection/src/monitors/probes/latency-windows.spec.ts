import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LatencyWindows } from './latency-windows.js';

let windows: LatencyWindows;
beforeEach(() => {
  windows = new LatencyWindows();
});

const window = { minutes: 10, minSamples: 10 };
const answer = (latencyMs: number, at = 0, limits: object = {}) =>
  windows.judge(
    { probeId: 'api', at, outcome: { status: 'ok', latencyMs, facts: { http: 200 } } },
    { ...window, ...limits },
  ).outcome;

describe('LatencyWindows', () => {
  it('fails a good answer when a percentile of the window is over its limit', () => {
    for (let count = 0; count < 18; count += 1)
      expect(answer(100, count, { maxP95Ms: 500 })).toMatchObject({ status: 'ok' });
    expect(answer(900, 18, { maxP95Ms: 500 })).toMatchObject({ status: 'failed' });
    windows.forget('api');
    for (let count = 0; count < 19; count += 1) answer(100, count, { maxP95Ms: 500 });
    expect(answer(900, 19, { maxP95Ms: 500 })).toMatchObject({ status: 'ok' });
    expect(answer(900, 20, { maxP95Ms: 500 })).toEqual({
      status: 'failed',
      reason: 'slow',
      detail: 'p95 of the last 10 minutes is 900 ms, at most 500 ms is well',
      latencyMs: 900,
      facts: { http: 200 },
    });
  });

  it('says nothing with too few answers, and forgets old ones', () => {
    for (let count = 0; count < 9; count += 1)
      expect(answer(900, 0, { maxP50Ms: 1 })).toMatchObject({ status: 'ok' });
    expect(answer(900, 600_001, { maxP50Ms: 1 })).toMatchObject({ status: 'ok' });
  });

  it('leaves alone a failure without an answer, and a probe without a window', () => {
    const failed = { status: 'failed', reason: 'status', detail: '', facts: {} } as const;
    const result = { probeId: 'api', at: 0, outcome: failed };
    expect(windows.judge(result, { ...window, maxP50Ms: 1, minSamples: 1 })).toBe(result);
    const good = {
      probeId: 'api',
      at: 0,
      outcome: { status: 'ok', latencyMs: 9, facts: {} },
    } as const;
    expect(windows.judge(good, undefined)).toBe(good);
  });

  it('is over a percentile only when more than the rest of the answers is', () => {
    const latencies = fc.array(fc.nat(1_000), { minLength: 10, maxLength: 200 });
    fc.assert(
      fc.property(latencies, fc.nat(1_000), (all, limit) => {
        windows.forget('api');
        const outcomes = all.map((latencyMs) => answer(latencyMs, 0, { maxP95Ms: limit }));
        const over = all.filter((latencyMs) => latencyMs > limit).length;
        const isOver = over > all.length - Math.ceil(0.95 * all.length);
        expect(outcomes.at(-1)?.status).toBe(isOver ? 'failed' : 'ok');
      }),
    );
  });
});
