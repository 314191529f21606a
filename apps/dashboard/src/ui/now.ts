import { Signal, useSignal } from '../data/signal.js';

const now = new Signal(Date.now());

setInterval(() => {
  if (!document.hidden) now.set(Date.now());
}, 1_000);

/** Epoch milliseconds, a new value each second while the page is looked at. */
export function useNow(): number {
  return useSignal(now);
}
