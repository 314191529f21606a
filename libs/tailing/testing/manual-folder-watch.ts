import type { FolderChange, FolderWatch } from '../src/watch/folder-watch.js';

/** Hints that come only when a test gives them: by default none ever does, and polling must suffice. */
export class ManualFolderWatch implements FolderWatch {
  private readonly listeners = new Map<string, Set<(change: FolderChange) => void>>();

  get folders(): readonly string[] {
    return [...this.listeners.keys()];
  }

  watch(folder: string, onChange: (change: FolderChange) => void): () => void {
    const listeners = this.listeners.get(folder) ?? new Set();
    this.listeners.set(folder, listeners.add(onChange));
    return () => {
      listeners.delete(onChange);
      if (listeners.size === 0) this.listeners.delete(folder);
    };
  }

  tell(folder: string, change: FolderChange): void {
    for (const listener of this.listeners.get(folder) ?? []) listener(change);
  }
}
