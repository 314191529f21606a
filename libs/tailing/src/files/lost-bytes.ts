import type { FilePosition } from './file-position.js';
import type { FileStats } from './open-file.js';

/** What is known to be lost of a stream and is not reported yet. */
export class LostBytes {
  private ofMissing = 0;
  private ofBroken = 0;
  /** Missing files that may yet turn out to be a broken archive each. */
  private unexplained = 0;
  private readonly missing = new Set<string>();

  get bytes(): number {
    return this.ofMissing + this.ofBroken;
  }

  /** A file is nowhere to be found: what was seen of it and not read is lost. */
  addMissing({ identity, size, offset }: FilePosition): void {
    this.ofMissing += Math.max(0, size - offset);
    if (this.missing.has(identity)) return;
    this.missing.add(identity);
    this.unexplained += 1;
  }

  /**
   * An archive cannot be expanded. What it held nobody knows: so many bytes as the archive has, at
   * least, unless it is a missing file, of which more is known.
   */
  addBroken({ size }: FileStats): void {
    if (this.unexplained > 0) this.unexplained -= 1;
    else this.ofBroken += size;
  }

  /** Runs what may not find out yet where files are: then none of them is missing. */
  ifDone(work: () => boolean): boolean {
    const before = this.ofMissing;
    let isDone = false;
    try {
      return (isDone = work());
    } finally {
      if (!isDone) this.ofMissing = before;
    }
  }

  /** Hands on what is known, to be reported with the next chunk. */
  take(): number {
    const { bytes } = this;
    this.ofMissing = this.ofBroken = 0;
    return bytes;
  }
}
