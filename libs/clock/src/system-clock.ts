import type { Clock } from './clock.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  every(ms: number, tick: () => void): () => void {
    const timer = setInterval(tick, Math.min(ms, LONGEST_TIMER_MS)).unref();
    return () => {
      clearInterval(timer);
    };
  }
}
