import type { Clock } from '@app/clock';
import type { Chunk } from '@app/contracts';
import type { ProcessRunner } from '@app/process-runner';
import type { FileTable } from '../files/file-table.js';
import type { StreamStatus } from '../stream-status.js';
import type { FolderWatch } from '../watch/folder-watch.js';
import type { StreamCursors } from './stream-cursors.js';
import type { StartedSources } from './started-sources.js';
import type { z } from 'zod';

/** What the follower lends to its sources. */
export interface SourceContext {
  readonly clock: Clock;
  /** Relative paths begin here. */
  readonly projectRoot: string;
  readonly files: FileTable;
  readonly runner: ProcessRunner;
  /** PM2's program, and its folder. */
  readonly pm2: { readonly pm2Bin: string; readonly pm2Home: string };
  readonly folders: FolderWatch;
  readonly started: StartedSources;
  readonly cursors: StreamCursors;
  /** To be called when `take` has something, or may have. */
  readonly wake: () => void;
}

/** One configured source at work. It reads nothing ahead: lines are read when `take` asks for them. */
export interface LogSource {
  /** Finds what there is to follow. Called once, first. */
  open(): Promise<void>;
  /** The next chunk, if there is one. The former one counts as committed, and its bytes as used. */
  take(): Chunk | undefined;
  /** Whether there may be more although `take` gave nothing. */
  readonly hasMore: boolean;
  status(): readonly StreamStatus[];
  /** Lets go of everything. */
  close(): void;
}

/** What the registry knows of a type of source. */
export interface SourceDefinition<S extends { readonly id: string; readonly type: string }> {
  readonly type: S['type'];
  /** The source as it stands in the pattern file; strict. */
  readonly schema: z.ZodType<S>;
  readonly source: new (spec: S, context: SourceContext) => LogSource;
}
