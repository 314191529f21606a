import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { Checkpoint, Chunk } from '@app/contracts';
import { PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CHECKPOINT_STORE, type CheckpointStore } from './checkpoint-store.js';
import { FollowSession } from './follow-session.js';
import type { StreamStatus } from './stream-status.js';
import type { SourceSpec } from './sources/registry.js';
import { type TailingSettings, tailingSettings } from './tailing.settings.js';
import { WakeUp } from './wake-up.js';
import { FOLDER_WATCH, type FolderWatch } from './watch/folder-watch.js';

/** What the system tells of a change comes at once; this is for what it does not tell of, less often the longer it is quiet. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 500;
/** After so long without a pause, timers and other I/O get their turn. */
const BREATH_EVERY_MS = 10;

/** Follows logs: what is written to them comes out as chunks of whole lines, each once. */
@Injectable()
export class LogFollower {
  private readonly wakeUp: WakeUp;
  private readonly wake: () => void;
  private isFollowing = false;
  private session: FollowSession | undefined;
  private reconfigured: readonly SourceSpec[] | undefined;

  constructor(
    @Inject(CHECKPOINT_STORE) private readonly checkpoints: CheckpointStore,
    @Inject(FOLDER_WATCH) private readonly folders: FolderWatch,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(tailingSettings.token) private readonly settings: TailingSettings,
    @Inject(PROCESS_RUNNER) private readonly runner: ProcessRunner,
  ) {
    this.wakeUp = new WakeUp(clock);
    this.wake = () => {
      this.wakeUp.ring();
    };
  }

  /**
   * Gives chunks as they are asked for, and reads nothing ahead. Asking for the next one says that the
   * former one's checkpoint is stored. To read a chunk again, end the iteration and follow anew: it
   * goes on from the stored checkpoints.
   *
   * @param sources where lines come from; a log that is not there yet is followed when it appears
   * @param signal ends the iteration at the next pull or wait
   * @param onOpen called once every source has taken its place: what is written from then on is seen
   * @throws when the checkpoints cannot be read, or something else is following already
   */
  async *follow(
    sources: readonly SourceSpec[],
    signal: AbortSignal,
    onOpen?: () => void,
  ): AsyncGenerator<Chunk> {
    if (this.isFollowing) throw new Error('The logs are being followed already');
    this.isFollowing = true;
    this.reconfigured = undefined;
    signal.addEventListener('abort', this.wake);
    try {
      this.session = this.createSession(await this.checkpoints.all());
      await this.session.use(sources);
      onOpen?.();
      yield* this.chunks(this.session, signal);
    } finally {
      signal.removeEventListener('abort', this.wake);
      this.session?.close();
      this.session = undefined;
      this.isFollowing = false;
    }
  }

  /** Goes on with other sources, from the next chunk on. Logs that stay are not read anew. */
  reconfigure(sources: readonly SourceSpec[]): void {
    this.reconfigured = sources;
    this.wakeUp.ring();
  }

  /** What is followed now; empty while nothing is. */
  status(): readonly StreamStatus[] {
    return this.session?.status() ?? [];
  }

  private async *chunks(session: FollowSession, signal: AbortSignal): AsyncGenerator<Chunk> {
    let lastPause = performance.now();
    let waitMs = FIRST_WAIT_MS;
    while (!signal.aborted) {
      await this.applyNewSources(session);
      const chunk = session.take();
      if (chunk) yield chunk;
      const isQuiet = !chunk && !session.hasMore && !(await this.wakeUp.wait(waitMs));
      waitMs = isQuiet ? Math.min(waitMs * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
      if (performance.now() - lastPause < BREATH_EVERY_MS) continue;
      await nextTurn();
      lastPause = performance.now();
    }
  }

  private async applyNewSources(session: FollowSession): Promise<void> {
    if (!this.reconfigured) return;
    const sources = this.reconfigured;
    this.reconfigured = undefined;
    await session.use(sources);
  }

  private createSession(checkpoints: readonly Checkpoint[]): FollowSession {
    const { clock, folders, wake, runner, settings } = this;
    const { projectRoot, dataDir } = this.platform;
    const tools = {
      clock,
      folders,
      projectRoot,
      dataDir,
      wake,
      runner,
      limits: settings,
      pm2: settings,
    };
    return new FollowSession(checkpoints, tools);
  }
}
