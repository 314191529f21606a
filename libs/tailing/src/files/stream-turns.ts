import type { Chunk } from '@app/contracts';
import type { FileStream } from './file-stream.js';

const POLL_MS = 100;
/** So many are looked at in one poll, whatever their number: a thousand idle files cost what sixty-four do. */
const FILES_PER_POLL = 64;

/** Whose turn it is: streams that something was told of, the unsettled ones, and now and then each other. */
export class StreamTurns {
  private readonly ready = new Set<FileStream>();
  private nextPollAt = 0;
  private cursor = 0;
  private seenProgress = 0;

  /** @param archives says when streams that wait for an archive are to be looked at */
  constructor(
    private readonly streams: ReadonlyMap<string, FileStream>,
    private readonly archives: { readonly archiveProgress: number },
  ) {}

  get hasMore(): boolean {
    return this.ready.size > 0;
  }

  hint(stream: FileStream): void {
    this.ready.add(stream);
  }

  /** Each ready stream at most once; the one that gives goes to the end of the line. */
  take(now: number): Chunk | undefined {
    this.poll(now);
    for (const stream of [...this.ready]) {
      this.ready.delete(stream);
      if (this.streams.get(stream.path) !== stream) continue;
      const chunk = stream.take(now);
      if (chunk || stream.hasMore) this.ready.add(stream);
      if (chunk) return chunk;
    }
    return undefined;
  }

  private poll(now: number): void {
    const { archiveProgress } = this.archives;
    if (now < this.nextPollAt && archiveProgress === this.seenProgress) return;
    this.seenProgress = archiveProgress;
    this.nextPollAt = now + POLL_MS;
    const all = [...this.streams.values()];
    for (const stream of all) if (stream.isUnsettled) this.ready.add(stream);
    const count = Math.min(FILES_PER_POLL, all.length);
    for (let i = 0; i < count; i += 1) {
      const stream = all[(this.cursor + i) % all.length];
      if (stream) this.ready.add(stream);
    }
    this.cursor = (this.cursor + count) % Math.max(1, all.length);
  }
}
