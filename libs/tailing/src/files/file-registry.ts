import type { OpenedFile } from './open-file.js';

export interface FileHolder {
  /** Whether an open file is the one that the holder knows by this identity, not just its number reused. */
  isOurs(file: OpenedFile): boolean;
}

/** Which stream reads which file, so that a file with two names, or a new name, is read once. */
export class FileRegistry {
  private readonly holders = new Map<string, FileHolder>();

  hold(identity: string, holder: FileHolder): void {
    this.holders.set(identity, holder);
  }

  release(identity: string, holder: FileHolder): void {
    if (this.holders.get(identity) === holder) this.holders.delete(identity);
  }

  holderOf(identity: string): FileHolder | undefined {
    return this.holders.get(identity);
  }

  /** Whether another than `asker` reads the file, or has read it. */
  isTaken(file: OpenedFile, asker?: FileHolder): boolean {
    const holder = this.holders.get(file.stats.identity);
    return holder !== undefined && holder !== asker && holder.isOurs(file);
  }
}
