import { FakeClock } from '@app/clock/testing';
import type { Chunk } from '@app/contracts';
import { ExecaProcessRunner } from '@app/process-runner';
import { platformSettings } from '@app/settings';
import { appendFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFollower } from '../src/log-follower.js';
import { sourceSchema } from '../src/sources/registry.js';
import { tailingSettings, type TailingSettings } from '../src/tailing.settings.js';
import { ManualFolderWatch } from './manual-folder-watch.js';
import { MemoryCheckpointStore } from './memory-checkpoint-store.js';

/** As long as the follower waits at most. */
const POLL_MS = 500;

/** A source as a pattern file names it; an id of its own where it has none. */
type SourceInput = { readonly id?: string; readonly startAt?: 'beginning' | 'end' } & (
  | { readonly type?: 'file'; readonly path: string }
  | { readonly type: 'pm2'; readonly service?: string | readonly string[] }
  | {
      readonly type: 'docker';
      readonly folder: string;
      readonly container?: string | readonly string[];
      readonly label?: string | readonly string[];
    }
  | {
      readonly type: 'journald';
      readonly unit?: string | readonly string[];
      readonly match?: string | readonly string[];
      readonly priority?: string;
      readonly folder?: string;
    }
);

/** A chunk whose bytes were copied, as text with one character per byte. */
export interface SeenChunk extends Omit<Chunk, 'bytes'> {
  readonly text: string;
}

/**
 * A folder of its own whose logs are followed, with time that moves only when the test says so. What is
 * pulled is committed when the next chunk is pulled, as detection does it; `crash` comes before that.
 */
export class FollowedFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-tail-')));
  readonly clock: FakeClock;
  readonly store = new MemoryCheckpointStore();
  readonly watch = new ManualFolderWatch();
  /** Everything that was committed. */
  readonly chunks: SeenChunk[] = [];
  follower: LogFollower | undefined;
  private iterator: AsyncGenerator<Chunk> | undefined;
  private pulled: Promise<IteratorResult<Chunk>> | undefined;
  private uncommitted: SeenChunk | undefined;
  private stop = new AbortController();

  /** @param startsAt by default the real time, which is also that of the files; earlier where others write meanwhile */
  constructor(
    private readonly settings: Partial<TailingSettings> = {},
    startsAt = Date.now(),
  ) {
    this.clock = new FakeClock(startsAt);
  }

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  append(name: string, text: string): void {
    appendFileSync(this.at(name), text, 'latin1');
  }

  /** Begins to follow, after a crash from what was committed. Resolves when sources have their places. */
  async start(...sources: readonly SourceInput[]): Promise<void> {
    const specs = sources.map((source, index) =>
      sourceSchema.parse({ id: `source-${String(index)}`, ...source }),
    );
    const platform = platformSettings.resolve({
      ...platformSettings.variables.parse({}),
      AUTOHEAL_PROJECT_ROOT: this.path,
      AUTOHEAL_DATA_DIR: this.at('data'),
    });
    const settings = {
      ...tailingSettings.resolve(tailingSettings.variables.parse({})),
      ...this.settings,
    };
    this.stop = new AbortController();
    this.follower = new LogFollower(
      this.store,
      this.watch,
      this.clock,
      platform,
      settings,
      new ExecaProcessRunner(),
    );
    await new Promise<void>((resolve) => {
      this.iterator = this.follower?.follow(specs, this.stop.signal, resolve);
      this.pulled = this.iterator?.next();
    });
  }

  /** Pulls one chunk, without committing it; undefined when there is none after two polls. */
  async pull(): Promise<SeenChunk | undefined> {
    this.commit();
    if (!this.iterator) throw new Error('Nothing is followed: call start first');
    this.pulled ??= this.iterator.next();
    let result: IteratorResult<Chunk> | undefined;
    void this.pulled.then((value) => (result = value));
    for (let polls = 0; polls < 3 && !result; polls += 1) await this.clock.advance(POLL_MS);
    if (!result) return undefined;
    this.pulled = undefined;
    if (result.done === true) return undefined;
    this.uncommitted = copy(result.value);
    return this.uncommitted;
  }

  /** Pulls and commits until nothing comes any more; returns what came. */
  async drain(): Promise<readonly SeenChunk[]> {
    const before = this.chunks.length;
    while (await this.pull());
    this.commit();
    return this.chunks.slice(before);
  }

  /** Pulls until so many lines were committed in all: where the file system is asked in the background. */
  async drainUntil(lines: number, withinMs = 10_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (this.lines.length < lines && Date.now() < deadline) await this.drain();
  }

  commit(): void {
    if (!this.uncommitted) return;
    this.store.commit(this.uncommitted.checkpoint);
    this.chunks.push(this.uncommitted);
    this.uncommitted = undefined;
  }

  /** Ends at once, as SIGKILL does: what was pulled last is not committed. */
  async crash(): Promise<void> {
    this.uncommitted = undefined;
    this.stop.abort();
    await this.pulled;
    await this.iterator?.return(undefined);
    this.pulled = this.iterator = undefined;
  }

  get text(): string {
    return this.chunks.map((chunk) => chunk.text).join('');
  }

  get lines(): readonly string[] {
    return this.text.split('\n').slice(0, -1);
  }

  get gapBytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.gapBytes, 0);
  }

  async dispose(): Promise<void> {
    await this.crash();
    rmSync(this.path, { recursive: true, force: true });
  }
}

function copy({ bytes, ...rest }: Chunk): SeenChunk {
  return { ...rest, text: Buffer.from(bytes).toString('latin1') };
}
