import { basename, dirname } from 'node:path';
import type { Checkpoint } from '@app/contracts';
import { fromCheckpoint } from './checkpoint-codec.js';
import { endOf } from './content-signature.js';
import type { Moment, StreamState } from './file-position.js';
import type { CreateDecoder } from './line-decoder.js';
import { FileStream } from './file-stream.js';
import type { StreamTools } from './stream-tools.js';
import { lookAt, type OpenedFile } from './open-file.js';
import { isRotatedName } from './rotated-name.js';

/** How a path is picked up that was never read before. */
export interface PickUp {
  /** Whether its source is started for the first time. */
  readonly isFirst: boolean;
  /** What is there already is old at `end`, new at `beginning`. */
  readonly at: 'beginning' | 'end';
  /** When the source was first started; files that were rotated after it are new. */
  readonly since: Moment;
}

/** What reads a path. A path is read once, whatever number of sources name it. */
export interface PathReader {
  readonly sourceId: string;
  /** A source that names the path itself goes before one whose glob matches it. */
  readonly isExact: boolean;
  /** Where the lines of its files are wrapped in something. */
  readonly decoder?: CreateDecoder | undefined;
  /** Another reader has taken the path over. */
  lose(path: string): void;
}

/** Every followed path of all sources, and where reading of each stands. */
export class FileTable {
  private readonly streams = new Map<string, FileStream>();
  private readonly folders = new Map<string, Set<FileStream>>();
  private readonly readers = new Map<string, PathReader>();
  private readonly states: Map<string, StreamState>;

  constructor(
    checkpoints: readonly Checkpoint[],
    private readonly tools: StreamTools,
  ) {
    this.states = new Map(checkpoints.map((each) => [each.path, fromCheckpoint(each)]));
  }

  /** Changes when a compressed log that somebody waits for may be read. */
  get archiveProgress(): number {
    return this.tools.archives.progress;
  }

  /** Paths of which some lines were read before, whether or not they are read now. */
  get knownPaths(): readonly string[] {
    return [...this.states.keys()];
  }

  /** Who else reads the path and keeps it. */
  readerBefore(path: string, asker: PathReader): PathReader | undefined {
    const reader = this.readers.get(path);
    return reader === asker || (asker.isExact && !reader?.isExact) ? undefined : reader;
  }

  /** The stream of a path, made where there is none; taken over from whoever read it. */
  acquire(path: string, reader: PathReader, pickUp: PickUp): FileStream {
    const former = this.readers.get(path);
    if (former && former !== reader) former.lose(path);
    this.readers.set(path, reader);
    const stream = this.streams.get(path) ?? this.create(path, reader, pickUp);
    stream.sourceId = reader.sourceId;
    return stream;
  }

  /** Closes a stream and keeps where it stood, in case that its path is followed again. */
  release(stream: FileStream): void {
    const { path, state } = stream;
    if (state) this.states.set(path, state);
    stream.close();
    this.streams.delete(path);
    this.readers.delete(path);
    this.folders.get(dirname(path))?.delete(stream);
  }

  isTaken(file: OpenedFile): boolean {
    return this.tools.registry.isTaken(file);
  }

  /** The streams for whose files this would be a rotated name. */
  originalsOf(path: string): FileStream[] {
    const name = basename(path);
    return [...(this.folders.get(dirname(path)) ?? [])].filter((stream) =>
      isRotatedName(stream.name, name),
    );
  }

  private create(
    path: string,
    { sourceId, decoder }: PathReader,
    { at, since }: PickUp,
  ): FileStream {
    const known = this.states.get(path);
    const state = known ?? (at === 'end' ? stateAtEnd(path) : undefined);
    const isNews = known === undefined && state !== undefined;
    const stream = new FileStream(path, sourceId, this.tools, { state, isNews, since, decoder });
    const folder = this.folders.get(dirname(path)) ?? new Set();
    this.folders.set(dirname(path), folder.add(stream));
    this.streams.set(path, stream);
    return stream;
  }
}

/** Undefined where there is nothing yet that was there before. */
function stateAtEnd(path: string): StreamState | undefined {
  const sight = lookAt(path);
  if (sight.kind !== 'file' || sight.stats.size === 0) return undefined;
  return { newest: endOf(sight.stats), earlier: [], finished: [], backlogs: [] };
}
