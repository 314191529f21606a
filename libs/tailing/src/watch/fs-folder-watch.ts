import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WatchedFolder } from './watched-folder.js';
import type { FolderChange, FolderWatch } from './folder-watch.js';

const RECHECK_MS = 2_000;

/** Folder changes as the operating system tells them. */
@Injectable()
export class FsFolderWatch implements FolderWatch {
  private readonly folders = new Map<string, WatchedFolder>();
  private stopRechecks: (() => void) | undefined;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  watch(path: string, onChange: (change: FolderChange) => void): () => void {
    const folder = this.folders.get(path) ?? this.start(path);
    folder.listeners.add(onChange);
    return () => {
      folder.listeners.delete(onChange);
      if (folder.listeners.size === 0) this.end(path, folder);
    };
  }

  private start(path: string): WatchedFolder {
    const folder = new WatchedFolder(path);
    this.folders.set(path, folder);
    folder.check();
    this.stopRechecks ??= this.clock.every(RECHECK_MS, () => {
      for (const each of this.folders.values()) each.check();
    });
    return folder;
  }

  private end(path: string, folder: WatchedFolder): void {
    folder.close();
    this.folders.delete(path);
    if (this.folders.size > 0) return;
    this.stopRechecks?.();
    this.stopRechecks = undefined;
  }
}
