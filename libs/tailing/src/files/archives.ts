import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@app/clock';
import { ArchiveExpansion } from './archive-expansion.js';
import type { FileStats, OpenedFile } from './open-file.js';

const SWEEP_MS = 60_000;
/** An expanded archive that nobody opened for so long is deleted; who has it open reads on. */
const KEEP_MS = 300_000;

export interface ArchiveOpener {
  /**
   * The contents of an archive, under the archive's identity and times; undefined when it cannot be
   * expanded.
   *
   * @throws ArchiveNotReady while it is being expanded
   */
  open(archive: string, stats: FileStats): OpenedFile | undefined;
}

/**
 * Compressed rotated logs, readable like any file: expanded into a folder of their own, in the
 * background, when somebody wants to read them.
 */
export class Archives implements ArchiveOpener {
  private readonly expansions = new Map<string, ArchiveExpansion>();
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

  open(archive: string, stats: FileStats): OpenedFile | undefined {
    const opened = this.expansionOf(stats).open(archive, stats.identity);
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

  private expansionOf({ identity, modifiedNs }: FileStats): ArchiveExpansion {
    this.stopSweeping ??= this.clock.every(SWEEP_MS, () => {
      this.sweep();
    });
    const key = `${identity}-${String(modifiedNs)}`.replace(':', '-');
    const known = this.expansions.get(key);
    if (known) return known;
    const { clock, onReady, stop } = this;
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
