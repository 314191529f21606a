import type { Chunk } from '@app/contracts';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Moment } from '../files/file-position.js';
import type { FileStream } from '../files/file-stream.js';
import type { CreateDecoder } from '../files/line-decoder.js';
import type { PickUp } from '../files/file-table.js';
import { StreamTurns } from '../files/stream-turns.js';
import { FolderHints, type PathHint } from './file/folder-hints.js';
import { FollowedPaths } from './file/followed-paths.js';
import { PathFinder } from './file/path-finder.js';
import { PeriodicScan } from './file/periodic-scan.js';
import type { StreamStatus } from '../stream-status.js';
import type { LogSource, SourceContext, SourceDefinition } from './log-source.js';
import { sourceIdSchema } from './source-id.js';

/** File systems tell the time of the last tick, which may lie a little back. */
const CLOCK_GRAIN_MS = 20;

const fileSourceSchema = z.strictObject({
  id: sourceIdSchema,
  type: z.literal('file').optional().default('file'),
  path: z.string().min(1).meta({
    description: 'A file, or a glob of files; relative to the project root.',
  }),
  startAt: z.enum(['end', 'beginning']).default('end').meta({
    description:
      'Where a file is picked up that was there before the first start; what appears later is read from its beginning.',
  }),
});

export type FileSourceSpec = z.output<typeof fileSourceSchema>;

/** Lines of a file, or of all files that match a glob. */
export class FileSource implements LogSource {
  private readonly paths: FollowedPaths;
  private readonly turns: StreamTurns;
  private readonly hints: FolderHints;
  private readonly scan: PeriodicScan;
  private isMarked = true;
  private startedAt = 0;
  private isClosed = false;

  constructor(
    private readonly spec: FileSourceSpec,
    private readonly context: SourceContext,
    private readonly finder = new PathFinder(resolve(context.projectRoot, spec.path)),
    decoder?: CreateDecoder,
  ) {
    this.paths = new FollowedPaths(spec.id, !this.finder.isGlob, context.files, decoder);
    this.turns = new StreamTurns(this.paths.streams, context.files);
    this.hints = new FolderHints(context.folders, (hint) => {
      this.onHint(hint);
    });
    this.scan = new PeriodicScan(context.clock, () => this.lookForFiles());
  }

  get hasMore(): boolean {
    return this.turns.hasMore;
  }

  /** Whether nothing is left of it, and all was read. */
  get isGone(): boolean {
    return [...this.paths.streams.values()].every((stream) => stream.isGone);
  }

  async open(): Promise<void> {
    const { started, clock, files } = this.context;
    const since = started.since(this.finder.pattern);
    this.isMarked = since !== undefined;
    this.startedAt = since ?? clock.now();
    this.hints.watchFolder(this.finder.base);
    for (const path of files.knownPaths)
      if (this.finder.covers(path)) this.follow(path, this.paths.resume(path, this.pickUp()));
    await this.lookForFiles(!this.isMarked);
  }

  take(): Chunk | undefined {
    if (this.finder.isGlob) this.scan.tick();
    const now = this.context.clock.now();
    const chunk = this.turns.take(now);
    if (chunk || this.isMarked || this.hasMore) return chunk;
    this.isMarked = true;
    const { startedAt, finder, spec } = this;
    return this.context.started.mark({ sourceId: spec.id, what: finder.pattern, startedAt }, now);
  }

  status(): readonly StreamStatus[] {
    return [...this.paths.streams.values()].map((stream) => stream.status);
  }

  close(): void {
    this.isClosed = true;
    this.hints.close();
    this.paths.close();
  }

  private pickUp(isFirst = false): PickUp {
    const at = isFirst ? this.spec.startAt : 'beginning';
    return { isFirst, at, since: momentOf(this.startedAt) };
  }

  private async lookForFiles(isFirst = false): Promise<void> {
    const found = await this.finder.find();
    if (this.isClosed) return;
    const now = this.context.clock.now();
    for (const path of found) this.follow(path, this.paths.meet(path, this.pickUp(isFirst), now));
    if (this.finder.isGlob) this.paths.forgetGone(new Set(found));
    this.context.wake();
  }

  private follow(path: string, stream: FileStream | undefined): void {
    if (!stream) return;
    this.turns.hint(stream);
    this.hints.watchPath(path);
  }

  private onHint({ path, kind }: PathHint): void {
    const streams = path === undefined ? [...this.paths.streams.values()] : this.streamAt(path);
    for (const stream of streams) this.turns.hint(stream);
    if (path !== undefined && kind === 'entries' && streams.length > 0) this.hints.watchPath(path);
    const mayBeNew = streams.length === 0 || path === undefined;
    if (mayBeNew && this.finder.isGlob && this.mayTellOfNewFile({ path, kind }))
      this.scan.request();
    else if (streams.length === 0) return;
    this.context.wake();
  }

  private streamAt(path: string): FileStream[] {
    const stream = this.paths.streams.get(path);
    return stream ? [stream] : [];
  }

  private mayTellOfNewFile({ path, kind }: PathHint): boolean {
    return path === undefined || kind === 'entries' || this.finder.covers(path);
  }
}

function momentOf(milliseconds: number): Moment {
  const ns = BigInt(milliseconds - CLOCK_GRAIN_MS) * 1_000_000n;
  return { modifiedNs: ns, bornNs: ns };
}

export const fileSource = {
  type: 'file',
  schema: fileSourceSchema,
  source: FileSource,
} satisfies SourceDefinition<FileSourceSpec>;
