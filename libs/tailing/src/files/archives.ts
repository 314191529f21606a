import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import { closeSync, existsSync, readdirSync, rmSync } from 'node:fs';
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

  /**
   * @param folder for expanded archives only. What a killed run left there is used again: who is killed
   *   often still gets on.
   */
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
    const expansion = this.expansions.get(key) ?? this.begin(archive, stats.identity, key);
    if (expansion.kind === 'failed') return undefined;
    if (expansion.kind === 'under-way') throw new ArchiveNotReady(archive);
    expansion.usedAt = this.clock.now();
    const opened = openRegularFile(expansion.path);
    // Compressed, it was born anew, perhaps after the log that took its place.
    return (
      opened && {
        ...opened,
        isFrozen: true,
        stats: { ...stats, size: opened.stats.size, bornNs: 0n, links: 1 },
      }
    );
  }

  close(): void {
    this.stop.abort();
    this.stopSweeping?.();
    if (this.stopSweeping) rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(archive: string, identity: string, key: string): Expansion {
    this.stopSweeping ??= this.clock.every(SWEEP_MS, () => {
      this.sweep();
    });
    const path = join(this.folder, key);
    const expansion = existsSync(path)
      ? ({ kind: 'ready', path, usedAt: this.clock.now() } as const)
      : this.start(archive, identity, key);
    this.expansions.set(key, expansion);
    return expansion;
  }

  private start(archive: string, identity: string, key: string): Expansion {
    const descriptor = openExactly(archive, identity);
    if (descriptor === undefined) return { kind: 'failed' };
    void this.expand(descriptor, archive, key);
    return { kind: 'under-way' };
  }

  private async expand(descriptor: number, archive: string, key: string): Promise<void> {
    const path = join(this.folder, key);
    try {
      await expandArchive(descriptor, path, this.stop.signal);
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
    const isInUse = (key: string): boolean => {
      const expansion = this.expansions.get(key);
      if (expansion?.kind !== 'ready') return expansion !== undefined;
      return this.clock.now() - expansion.usedAt < KEEP_MS;
    };
    for (const name of readdirSync(this.folder)) {
      const key = name.split('.')[0] ?? name;
      if (isInUse(key)) continue;
      rmSync(join(this.folder, name), { force: true });
      this.expansions.delete(key);
    }
  }
}

/**
 * Undefined when it cannot be opened.
 *
 * @throws ArchiveNotReady when rotation has just moved the name to another file: list the folder again
 */
function openExactly(archive: string, identity: string): number | undefined {
  try {
    const file = openRegularFile(archive);
    if (file?.stats.identity === identity) return file.descriptor;
    if (file) closeSync(file.descriptor);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return undefined;
  }
  throw new ArchiveNotReady(archive);
}
