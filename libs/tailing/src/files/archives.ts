import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@app/clock';
import { ArchiveExpansion } from './archive-expansion.js';
import { ArchiveHeads } from './archive-heads.js';
import type { HeadSignature } from './file-position.js';
import type { FileStats, OpenedFile } from './open-file.js';
import { ARCHIVE_GRAIN_NS, type Sibling } from './siblings.js';

const SWEEP_MS = 60_000;
/** An expanded archive that nobody opened for so long is deleted; who has it open reads on. */
const KEEP_MS = 300_000;

export interface ArchiveOpener {
  /**
   * The contents of an archive, under the archive's identity, last changed when the archive was, at the
   * earliest; undefined when it cannot be expanded.
   *
   * @throws NotReady while it is being expanded
   */
  open(archive: string, stats: FileStats): OpenedFile | undefined;
}

/**
 * Compressed rotated logs, readable like any file: expanded into a folder of their own, in the
 * background, when somebody wants to read them.
 */
export class Archives implements ArchiveOpener {
  private readonly heads = new ArchiveHeads();
  private readonly expansions = new Map<string, ArchiveExpansion>();
  private readonly stop = new AbortController();
  private stopSweeping: (() => void) | undefined;
  /** How many were expanded, or given up: whoever waits for one may look again when it has changed. */
  progress = 0;

  /**
   * @param folder for expanded archives only. What a killed run left there is used again: who is killed
   *   often still gets on.
   */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly onReady: () => void,
  ) {}

  open(archive: string, stats: FileStats): OpenedFile | undefined {
    const opened = this.expansionOf(stats).open(archive, stats.identity);
    if (!opened) return undefined;
    const modifiedNs = stats.modifiedNs - ARCHIVE_GRAIN_NS;
    // Compressed, it was born anew, perhaps after the log that took its place.
    const asBefore = { ...stats, modifiedNs, size: opened.stats.size, bornNs: 0n, links: 1 };
    return { ...opened, isFrozen: true, stats: asBefore };
  }

  /** Whether an archive may hold a file with this beginning; cheap, as it is not expanded for it. */
  mayBeginLike(archive: Sibling, head: HeadSignature): boolean {
    return this.heads.mayBeginLike(archive, head);
  }

  close(): void {
    this.stop.abort();
    this.stopSweeping?.();
    if (this.stopSweeping) rmSync(this.folder, { recursive: true, force: true });
  }

  private expansionOf({ identity, modifiedNs }: FileStats): ArchiveExpansion {
    this.stopSweeping ??= this.clock.every(SWEEP_MS, () => {
      this.sweep();
    });
    const key = `${identity}-${String(modifiedNs)}`.replace(':', '-');
    const known = this.expansions.get(key);
    if (known) return known;
    const { clock, stop } = this;
    const onReady = (): void => {
      this.progress += 1;
      this.onReady();
    };
    const tools = { clock, onReady, signal: stop.signal };
    const expansion = new ArchiveExpansion(join(this.folder, key), tools);
    this.expansions.set(key, expansion);
    return expansion;
  }

  private sweep(): void {
    for (const name of namesIn(this.folder)) {
      const key = name.split('.')[0] ?? name;
      const expansion = this.expansions.get(key);
      const isInUse = expansion && this.clock.now() - expansion.usedAt < KEEP_MS;
      if (isInUse === true || expansion?.isUnderWay === true) continue;
      rmSync(join(this.folder, name), { force: true });
      this.expansions.delete(key);
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
