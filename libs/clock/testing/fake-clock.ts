import { VirtualClock } from '../src/virtual-clock.js';

/** Time that moves only when a test says so. */
export class FakeClock extends VirtualClock {
  constructor(start = Date.UTC(2026, 0, 1)) {
    super(start);
  }
}
