import { dirname, join } from 'node:path';
import { realPath } from '../../files/siblings.js';
import type { FolderWatch } from '../../watch/folder-watch.js';

export interface PathHint {
  /** Undefined: anything in the folder may have changed. */
  readonly path: string | undefined;
  readonly kind: 'entries' | 'content';
}

/** Watches the folders of followed paths, and of what they link to, and says which path a hint is about. */
export class FolderHints {
  private readonly watches = new Map<string, () => void>();
  /** Followed paths by what they link to. */
  private readonly links = new Map<string, string>();

  constructor(
    private readonly folders: FolderWatch,
    private readonly onHint: (hint: PathHint) => void,
  ) {}

  watchFolder(folder: string): void {
    if (this.watches.has(folder)) return;
    const end = this.folders.watch(folder, ({ name, kind }) => {
      const path = name === undefined ? undefined : join(folder, name);
      this.onHint({ path: path && (this.links.get(path) ?? path), kind });
    });
    this.watches.set(folder, end);
  }

  /** To be repeated when what the path links to may have changed. */
  watchPath(path: string): void {
    this.watchFolder(dirname(path));
    const real = realPath(path);
    if (real === path || this.links.get(real) === path) return;
    for (const [target, from] of this.links) if (from === path) this.links.delete(target);
    this.links.set(real, path);
    this.watchFolder(dirname(real));
  }

  close(): void {
    for (const end of this.watches.values()) end();
    this.watches.clear();
  }
}
