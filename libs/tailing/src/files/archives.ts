import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expandArchive } from './expand-archive.js';
import { errorCode, openRegularFile, type FileStats, type OpenedFile } from './open-file.js';

const SWEEP_MS = 60_000;
/** An expanded archive that nobody opened for so long is deleted; who has it open reads on. */
const KEEP_MS = 300_000;

type Expansion =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'ready'; readonly path: string; usedAt: number }
  | { readonly kind: 'failed' };

/** An archive is being expanded: ask again soon. */
export class ArchiveNotReady extends Error {}

/**
 * Compressed rotated logs, readable like any file: expanded into a folder of their own, in the
 * background, when somebody wants to read them.
 */
export class Archives {
  private readonly logger = new Logger('LogFollower');
  private readonly expansions = new Map<string, Expansion>();
  private readonly stop = new AbortController();
  private stopSweeping: (() => void) | undefined;

  /** @param folder deleted with all that is in it when expanding begins, and at the end */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly onReady: () => void,
  ) {}

  /**
   * The contents of an archive, under the archive's identity and times; undefined when it cannot be
   * expanded.
   *
   * @throws ArchiveNotReady while it is being expanded
   */
  open(archive: string, stats: FileStats): OpenedFile | undefined {
    const key = `${stats.identity}-${String(stats.modifiedNs)}`.replace(':', '-');
    const expansion = this.expansions.get(key) ?? this.begin(archive, key);
    if (expansion.kind === 'failed') return undefined;
    if (expansion.kind === 'under-way') throw new ArchiveNotReady(archive);
    expansion.usedAt = this.clock.now();
    const opened = openRegularFile(expansion.path);
    return (
      opened && {
        ...opened,
        isFrozen: true,
        stats: { ...stats, size: opened.stats.size, links: 1 },
      }
    );
  }

  close(): void {
    this.stop.abort();
    this.stopSweeping?.();
    if (this.stopSweeping) rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(archive: string, key: string): Expansion {
    if (!this.stopSweeping) rmSync(this.folder, { recursive: true, force: true });
    this.stopSweeping ??= this.clock.every(SWEEP_MS, () => {
      this.sweep();
    });
    const expansion: Expansion = { kind: 'under-way' };
    this.expansions.set(key, expansion);
    void this.expand(archive, key);
    return expansion;
  }

  private async expand(archive: string, key: string): Promise<void> {
    const path = join(this.folder, key);
    try {
      await expandArchive(archive, path, this.stop.signal);
      this.expansions.set(key, { kind: 'ready', path, usedAt: this.clock.now() });
    } catch (error) {
      this.expansions.set(key, { kind: 'failed' });
      this.sayFailed(archive, error);
    }
    this.onReady();
  }

  private sayFailed(archive: string, error: unknown): void {
    if (this.stop.signal.aborted) return;
    this.logger.warn({
      msg: 'A compressed log cannot be expanded; what was not read before it was compressed is left out. Check the archive, and the free space of the data folder',
      path: archive,
      reason: errorCode(error),
    });
  }

  private sweep(): void {
    for (const [key, expansion] of this.expansions) {
      if (expansion.kind !== 'ready' || this.clock.now() - expansion.usedAt < KEEP_MS) continue;
      rmSync(expansion.path, { force: true });
      this.expansions.delete(key);
    }
  }
}
