import { Logger } from '@nestjs/common';
import { type FSWatcher, statSync, watch } from 'node:fs';
import type { FolderChange } from './folder-watch.js';

/** One folder with the system's watch on it, set up anew when the folder itself was replaced. */
export class WatchedFolder {
  readonly listeners = new Set<(change: FolderChange) => void>();
  private readonly logger = new Logger('FolderWatch');
  private watcher: FSWatcher | undefined;
  private inode: bigint | undefined;
  private hasSaidWhy = false;

  constructor(private readonly path: string) {}

  /** Watches the folder that has the name now; where there is none, the next check tries again. */
  check(): void {
    const inode = inodeOf(this.path);
    if (this.watcher && inode === this.inode) return;
    this.close();
    this.inode = inode;
    if (inode === undefined) return;
    try {
      this.watcher = watch(this.path, { persistent: false }, (event, name) => {
        this.tell({ name: name ?? undefined, kind: event === 'rename' ? 'entries' : 'content' });
      });
      this.watcher.on('error', () => {
        this.close();
      });
      this.tell({ name: undefined, kind: 'entries' });
    } catch (error) {
      this.sayWhy(error);
    }
  }

  close(): void {
    this.watcher?.close();
    this.watcher = undefined;
  }

  private tell(change: FolderChange): void {
    for (const listener of this.listeners) listener(change);
  }

  private sayWhy(error: unknown): void {
    if (this.hasSaidWhy) return;
    this.hasSaidWhy = true;
    this.logger.warn({
      msg: 'A folder cannot be watched, so its logs are only looked at ten times a second or less; raise fs.inotify.max_user_watches to be told at once',
      folder: this.path,
      reason: String(error),
    });
  }
}

function inodeOf(path: string): bigint | undefined {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats?.isDirectory() ? stats.ino : undefined;
  } catch {
    return undefined;
  }
}
