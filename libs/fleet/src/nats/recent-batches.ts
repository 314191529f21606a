/** NATS writes to the disk every two minutes where nothing else is configured. */
const KEPT_MS = 5 * 60_000;

/** Where the batches of the last minutes began: what a server that died may have taken with it. */
export class RecentBatches {
  private batches: { readonly from: number; readonly at: number }[] = [];

  /** @param from sequence number before the batch @param at when it was confirmed, in milliseconds */
  add(from: number, at: number): void {
    this.batches = [...this.since(at), { from, at }];
  }

  /** The sequence number before the oldest of them; they are forgotten. Undefined when there are none. */
  takeOldest(now: number): number | undefined {
    const [oldest] = this.since(now);
    this.batches = [];
    return oldest?.from;
  }

  private since(now: number) {
    return this.batches.filter(({ at }) => now - at <= KEPT_MS);
  }
}
