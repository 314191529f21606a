import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import { closeSync, existsSync } from 'node:fs';
import { expandArchive } from './expand-archive.js';
import { NotReady } from './not-ready.js';
import { errorCode, openRegularFile, type OpenedFile } from './open-file.js';

/** A full disk or a folder that vanished may be over soon. */
const RETRY_MS = 2_000;
const MOST_ATTEMPTS = 5;

export interface ExpansionTools {
  readonly clock: Clock;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** To be called when `open` has something new to say. */
  readonly onReady: () => void;
}

type State = 'not begun' | 'under way' | 'ready' | 'failed';

/** The contents of one archive, on disk. */
export class ArchiveExpansion {
  /** Milliseconds since the epoch. */
  usedAt: number;
  private readonly logger = new Logger('LogFollower');
  private state: State;
  private attempts = 0;
  private retryAt = 0;

  /** @param target where the contents are to be; what is there already is whole */
  constructor(
    private readonly target: string,
    private readonly tools: ExpansionTools,
  ) {
    this.usedAt = tools.clock.now();
    this.state = existsSync(target) ? 'ready' : 'not begun';
  }

  get isUnderWay(): boolean {
    return this.state === 'under way';
  }

  /**
   * The contents; undefined when they cannot be had.
   *
   * @throws NotReady while the archive is being expanded, which this begins
   */
  open(archive: string, identity: string): OpenedFile | undefined {
    this.usedAt = this.tools.clock.now();
    const file = this.state === 'ready' ? this.openTarget() : undefined;
    if (file) return file;
    if (this.state === 'not begun') this.begin(archive, identity);
    if (this.state === 'failed') return undefined;
    throw new NotReady(archive);
  }

  private openTarget(): OpenedFile | undefined {
    try {
      return openRegularFile(this.target);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      this.state = 'not begun';
      return undefined;
    }
  }

  private begin(archive: string, identity: string): void {
    if (this.usedAt < this.retryAt) return;
    const descriptor = openExactly(archive, identity);
    this.state = descriptor === undefined ? 'failed' : 'under way';
    if (descriptor !== undefined) void this.expand(archive, descriptor);
  }

  private async expand(archive: string, descriptor: number): Promise<void> {
    const { signal, onReady } = this.tools;
    try {
      await expandArchive(descriptor, this.target, signal);
      this.state = 'ready';
    } catch (error) {
      if (!signal.aborted) this.fail(archive, error);
    }
    if (!signal.aborted) onReady();
  }

  private fail(archive: string, error: unknown): void {
    this.attempts += 1;
    this.retryAt = this.tools.clock.now() + RETRY_MS;
    this.state = mayPass(error) && this.attempts < MOST_ATTEMPTS ? 'not begun' : 'failed';
    if (this.state !== 'failed') return;
    this.logger.warn({
      msg: 'A compressed log cannot be expanded; what was not read before it was compressed is left out and reported as lost. Check the archive, and the free space of the data folder',
      path: archive,
      reason: errorCode(error),
    });
  }
}

/** Whether the system is at fault, not what is in the archive. */
function mayPass(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/**
 * Undefined when it cannot be opened.
 *
 * @throws NotReady when rotation has just moved the name to another file: list the folder again
 */
function openExactly(archive: string, identity: string): number | undefined {
  try {
    const file = openRegularFile(archive);
    if (file?.stats.identity === identity) return file.descriptor;
    if (file) closeSync(file.descriptor);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return undefined;
  }
  throw new NotReady(archive);
}
