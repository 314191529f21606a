import type { Clock } from '@app/clock';
import type { Checkpoint, Chunk } from '@app/contracts';
import type { ProcessRunner } from '@app/process-runner';
import { join } from 'node:path';
import { Archives } from './files/archives.js';
import { FileRegistry } from './files/file-registry.js';
import { FileTable } from './files/file-table.js';
import { keepLimits, type ReadLimits } from './files/read-limits.js';
import { ReadMemory } from './files/read-memory.js';
import type { StreamStatus } from './stream-status.js';
import type { LogSource, SourceContext } from './sources/log-source.js';
import { createSource, type SourceSpec } from './sources/registry.js';
import { isStartMark, StartedSources } from './sources/started-sources.js';
import { isCursor, StreamCursors } from './sources/stream-cursors.js';
import type { FolderWatch } from './watch/folder-watch.js';

export interface SessionTools {
  readonly clock: Clock;
  readonly folders: FolderWatch;
  readonly projectRoot: string;
  readonly dataDir: string;
  readonly limits: ReadLimits;
  readonly runner: ProcessRunner;
  readonly pm2: SourceContext['pm2'];
  readonly wake: () => void;
}

/** One run of the follower: its sources, in turn, from the checkpoints that it began with. */
export class FollowSession {
  private sources = new Map<string, LogSource>();
  private readonly context: SourceContext;
  private readonly archives: Archives;

  constructor(checkpoints: readonly Checkpoint[], { limits, dataDir, ...rest }: SessionTools) {
    this.archives = new Archives(join(dataDir, 'expanded'), rest.clock, rest.wake);
    const isOfFile = ({ streamId }: Checkpoint): boolean =>
      !isStartMark(streamId) && !isCursor(streamId);
    const files = new FileTable(checkpoints.filter(isOfFile), {
      registry: new FileRegistry(),
      archives: this.archives,
      memory: new ReadMemory(limits.chunkBytes),
      read: limits,
      keep: keepLimits,
    });
    this.context = {
      ...rest,
      files,
      started: new StartedSources(checkpoints),
      cursors: new StreamCursors(checkpoints),
    };
  }

  get hasMore(): boolean {
    return [...this.sources.values()].some((source) => source.hasMore);
  }

  /** Makes these the sources; those that stay as they were go on undisturbed. */
  async use(specs: readonly SourceSpec[]): Promise<void> {
    const former = this.sources;
    this.sources = new Map();
    const wanted = new Map(specs.map((spec) => [JSON.stringify(spec), spec]));
    for (const [key, source] of former) if (!wanted.has(key)) source.close();
    for (const [key, spec] of wanted) {
      const kept = former.get(key);
      const source = kept ?? createSource(spec, this.context);
      this.sources.set(key, source);
      if (!kept) await source.open();
    }
  }

  /** The next chunk; the source that gives it goes to the end of the line. */
  take(): Chunk | undefined {
    for (const [key, source] of this.sources) {
      const chunk = source.take();
      if (!chunk) continue;
      this.sources.delete(key);
      this.sources.set(key, source);
      return chunk;
    }
    return undefined;
  }

  status(): readonly StreamStatus[] {
    return [...this.sources.values()].flatMap((source) => source.status());
  }

  close(): void {
    for (const source of this.sources.values()) source.close();
    this.sources.clear();
    this.archives.close();
  }
}
