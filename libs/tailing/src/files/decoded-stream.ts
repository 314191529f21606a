import type { LineDecoder } from './line-decoder.js';

/** The lines behind the lines of one followed path; the beginning of one is held for so long only. */
export class DecodedStream {
  /** When something was decoded last, or it was first seen that something is held. */
  private since: number | undefined;

  /** @param decoder undefined where lines stand in the files as they are */
  constructor(
    private readonly decoder: LineDecoder | undefined,
    private readonly longestHoldMs: number,
  ) {}

  get held(): string | undefined {
    return this.decoder?.held;
  }

  get brokenLines(): number {
    return this.decoder?.brokenLines ?? 0;
  }

  decode(lines: Uint8Array, now: number): Uint8Array {
    this.since = now;
    return this.decoder?.decode(lines) ?? lines;
  }

  /** What nothing followed for too long, as lines; to be asked for only where all there is was decoded. */
  overdue(now: number): Uint8Array | undefined {
    if (!this.decoder || this.held === undefined) return undefined;
    this.since ??= now;
    return now - this.since < this.longestHoldMs ? undefined : this.decoder.release();
  }
}
