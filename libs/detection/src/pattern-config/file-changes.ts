import type { Clock } from '@app/clock';
import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Finds what no notification tells of: network file systems, a link into another folder. */
const POLL_MS = 2_000;
/** An editor writes in pieces, or removes the file before it puts the new one there. */
const SETTLE_MS = 100;
const MOST_SETTLE_ROUNDS = 50;

/**
 * Tells when a file has become another: written in place, replaced by a rename, or reached by a
 * symbolic link that was switched, as Kubernetes does it. The file may be missing at times.
 */
export class FileChanges {
  private known: Promise<string>;
  private wake = new AbortController();

  constructor(
    private readonly path: string,
    private readonly clock: Clock,
  ) {
    this.known = this.identify();
  }

  /** Resolves with true when the file has changed and come to rest, with false when the signal aborts. */
  async next(signal: AbortSignal): Promise<boolean> {
    const watcher = this.watchFolder();
    const stop = (): void => {
      this.wake.abort();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!signal.aborted) {
        const now = await this.identify();
        if (now !== (await this.known)) {
          this.known = this.settle(now, signal);
          await this.known;
          return !signal.aborted;
        }
        await this.rest(signal);
      }
      return false;
    } finally {
      signal.removeEventListener('abort', stop);
      watcher?.close();
    }
  }

  private async rest(signal: AbortSignal): Promise<void> {
    await this.clock.sleep(POLL_MS, this.wake.signal);
    if (!this.wake.signal.aborted) return;
    this.wake = new AbortController();
    // Where other files of the folder change all the time, this is how often to look.
    await this.clock.sleep(SETTLE_MS, signal);
  }

  /** The folder, not the file: a replaced file would take its notifications with it. */
  private watchFolder(): FSWatcher | undefined {
    try {
      const watcher = watch(dirname(this.path), () => {
        this.wake.abort();
      });
      // Polling goes on where the folder vanishes or the system has no more watches to give.
      return watcher.on('error', () => {
        watcher.close();
      });
    } catch {
      return undefined;
    }
  }

  private async settle(first: string, signal: AbortSignal): Promise<string> {
    let last = first;
    for (let round = 0; round < MOST_SETTLE_ROUNDS && !signal.aborted; round += 1) {
      await this.clock.sleep(SETTLE_MS, signal);
      const now = await this.identify();
      if (now === last) return now;
      last = now;
    }
    return last;
  }

  private async identify(): Promise<string> {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = await stat(this.path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join(':');
    } catch {
      return 'missing';
    }
  }
}
