import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';

const AGAIN_MS = 500;

interface LateReturn {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Turns that could not be given back: tried again until it is done, or they have ended by time. */
export class LateReturns {
  private readonly logger = new Logger('Fleet');
  private readonly open = new Map<string, LateReturn>();

  constructor(private readonly clock: Clock) {}

  /**
   * @param giveBack rejects while NATS cannot be reached
   * @param until when the turn has ended by time; milliseconds since the epoch
   */
  add(healId: string, giveBack: () => Promise<void>, until: number): void {
    const stop = new AbortController();
    const done = this.work(healId, giveBack, until, stop.signal);
    const late = { stop, done };
    this.open.set(healId, late);
    void done.then(() => {
      if (this.open.get(healId) === late) this.open.delete(healId);
    });
  }

  /** Nothing more is tried from then on: the heal wants its turn again. */
  async cancel(healId: string): Promise<void> {
    const late = this.open.get(healId);
    late?.stop.abort();
    await late?.done;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.open.keys()].map((healId) => this.cancel(healId)));
  }

  private async work(
    healId: string,
    giveBack: () => Promise<void>,
    until: number,
    signal: AbortSignal,
  ): Promise<void> {
    await this.clock.sleep(AGAIN_MS, signal);
    while (!signal.aborted && this.clock.now() < until) {
      try {
        await giveBack();
        this.logger.log({ msg: 'A turn is given back at last', healId });
        return;
      } catch {
        await this.clock.sleep(AGAIN_MS, signal);
      }
    }
  }
}
