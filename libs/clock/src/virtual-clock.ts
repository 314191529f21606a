import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from './clock.js';

interface Timer {
  dueAt: number;
  readonly fire: () => void;
  readonly repeatMs?: number;
}

/** Time that moves only when it is told to: for tests, and for running the past again. */
export class VirtualClock implements Clock {
  private readonly timers = new Set<Timer>();

  /** @param current milliseconds since the epoch */
  constructor(private current: number) {}

  now(): number {
    return this.current;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.timers.delete(timer);
        resolve();
      };
      const timer: Timer = { dueAt: this.current + Math.max(ms, 0), fire: done };
      this.timers.add(timer);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  every(ms: number, tick: () => void): () => void {
    const timer: Timer = { dueAt: this.current + ms, fire: tick, repeatMs: ms };
    this.timers.add(timer);
    return () => {
      this.timers.delete(timer);
    };
  }

  /** Moves time forward, firing what falls due in order, and lets the work that it starts run for a turn. */
  async advance(ms: number): Promise<void> {
    const end = this.current + ms;
    do await nextTurn();
    while (this.fireNext(end));
    await nextTurn();
  }

  /**
   * Moves time to what falls due next and fires it, or to the end when nothing does until then.
   *
   * @param end milliseconds since the epoch
   * @returns whether something fell due
   */
  fireNext(end: number): boolean {
    const next = this.nextDue(end);
    this.current = Math.max(this.current, next?.dueAt ?? end);
    if (!next) return false;
    if (next.repeatMs === undefined) this.timers.delete(next);
    else next.dueAt += next.repeatMs;
    next.fire();
    return true;
  }

  private nextDue(end: number): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.dueAt <= end && (!earliest || timer.dueAt < earliest.dueAt)) earliest = timer;
    }
    return earliest;
  }
}
