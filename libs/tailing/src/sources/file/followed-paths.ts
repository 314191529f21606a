import { Logger } from '@nestjs/common';
import { closeSync } from 'node:fs';
import type { CreateDecoder } from '../../files/line-decoder.js';
import type { FileStream } from '../../files/file-stream.js';
import type { FileTable, PathReader, PickUp } from '../../files/file-table.js';
import { openIfReadable } from '../../files/open-siblings.js';
import { lookAt } from '../../files/open-file.js';

/** The paths that one source reads: those that it names and that no other source, or name, covers. */
export class FollowedPaths implements PathReader {
  readonly streams = new Map<string, FileStream>();
  private readonly logger = new Logger('LogFollower');
  private readonly overlaps = new Set<string>();

  constructor(
    readonly sourceId: string,
    readonly isExact: boolean,
    private readonly table: FileTable,
    readonly decoder?: CreateDecoder,
  ) {}

  lose(path: string): void {
    this.streams.delete(path);
  }

  /** The new stream of a path; undefined where there is one, or none is to be. */
  meet(path: string, pickUp: PickUp, now: number): FileStream | undefined {
    if (this.streams.has(path) || this.isReadByAnother(path)) return undefined;
    if (!this.isExact && (isNoFile(path) || this.isAnotherName(path, pickUp, now)))
      return undefined;
    return this.add(path, pickUp);
  }

  /** Goes on with a path whose checkpoint is known. */
  resume(path: string, pickUp: PickUp): FileStream | undefined {
    return this.streams.has(path) || this.isReadByAnother(path)
      ? undefined
      : this.add(path, pickUp);
  }

  /** Forgets streams whose files are gone. */
  forgetGone(present: ReadonlySet<string>): void {
    for (const [path, stream] of this.streams) {
      if (present.has(path) || !stream.isGone) continue;
      this.table.release(stream);
      this.streams.delete(path);
    }
  }

  close(): void {
    for (const stream of this.streams.values()) this.table.release(stream);
    this.streams.clear();
  }

  private add(path: string, pickUp: PickUp): FileStream {
    const stream = this.table.acquire(path, this, pickUp);
    this.streams.set(path, stream);
    return stream;
  }

  private isReadByAnother(path: string): boolean {
    const other = this.table.readerBefore(path, this);
    if (other && !this.overlaps.has(path)) {
      this.overlaps.add(path);
      this.logger.warn({
        msg: 'Two sources name the same log; its lines count for the first of them only',
        path,
        source: other.sourceId,
        notFor: this.sourceId,
      });
    }
    return other !== undefined;
  }

  /**
   * Whether a path leads to a file that is, or was, read under another path: a link, a rotated file, or
   * the copy that copytruncate is about to make, which is empty at first.
   */
  private isAnotherName(path: string, { isFirst }: PickUp, now: number): boolean {
    const originals = this.table.originalsOf(path);
    for (const original of originals) original.lookAround(now);
    const file = openIfReadable(path);
    if (!file) return false;
    try {
      const mayBecomeCopy = originals.length > 0 && file.stats.size === 0;
      return (
        mayBecomeCopy ||
        this.table.isTaken(file) ||
        originals.some((each) => (!isFirst && each.hasPassed(file.stats)) || each.claimsCopy(file))
      );
    } finally {
      closeSync(file.descriptor);
    }
  }
}

function isNoFile(path: string): boolean {
  const sight = lookAt(path);
  return (
    sight.kind === 'missing' || (sight.kind === 'unusable' && sight.reason.startsWith('it is'))
  );
}
