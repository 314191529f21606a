import type { Chunk, DetectionRaised } from '@app/contracts';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import type { CandidateScanner } from './candidates/candidate-scanner.js';
import { createCandidateScanner } from './candidates/candidate-scanners.js';
import { ChunkLines } from './chunk-lines.js';
import { type CompiledPattern, compilePattern } from './compiled-pattern.js';
import type { EngineObserver } from './engine-observer.js';
import { OpenRecords } from './records/open-records.js';
import { PatternTracker, type TrackedChanges } from './pattern-tracker.js';
import type { StoredStreak } from './stored-streak.js';

/** What a chunk led to. */
export interface EngineResult {
  readonly streaks: {
    readonly upserts: readonly StoredStreak[];
    readonly deletes: readonly string[];
  };
  /** At most one per detection key. */
  readonly detections: readonly DetectionRaised[];
  /** By key, the newest record of those where it was the chunk's last: the next chunk may go on with it. */
  readonly unfinished: ReadonlyMap<string, Buffer>;
}

interface ActivePattern {
  readonly compiled: CompiledPattern;
  readonly tracker: PatternTracker;
}

/** The patterns that look at the lines of a source, and the scanner that finds lines for them. */
interface SourceView {
  readonly trackers: readonly PatternTracker[];
  readonly scanner: CandidateScanner;
  /** Indexes of the trackers that the next chunk may concern even where it holds no candidate for them. */
  readonly waiting: Set<number>;
}

/**
 * Turns chunks of lines into detections, by patterns.
 *
 * Synchronous, and without effects but on its own memory: what `process` returns must be stored,
 * together with the chunk's checkpoint, before the next chunk is taken.
 */
export class PatternEngine {
  private patterns: readonly ActivePattern[] = [];
  private readonly viewsBySource = new Map<string, SourceView>();
  private readonly viewsByPatterns = new Map<string, SourceView>();
  /** Stored streaks of patterns that are gone or changed; deleted with the next chunk. */
  private readonly obsolete = new Set<string>();
  private readonly openRecords = new OpenRecords();

  constructor(private readonly observe?: EngineObserver) {}

  /**
   * Replaces the patterns. Streaks of a pattern live on when all that they depend on stays the same:
   * what matches, what resets, groups, window and limit.
   */
  configure(patterns: readonly ResolvedPattern[]): void {
    const before = new Map(this.patterns.map((active) => [active.compiled.config.id, active]));
    this.patterns = patterns.map((config) => {
      const compiled = compilePattern(config);
      const old = before.get(config.id);
      if (old?.compiled.fingerprint !== compiled.fingerprint)
        return { compiled, tracker: new PatternTracker(compiled, this.observe) };
      before.delete(config.id);
      old.tracker.update(compiled);
      return { compiled, tracker: old.tracker };
    });
    for (const { tracker } of before.values()) this.forget(tracker.storedKeys());
    this.viewsBySource.clear();
    this.viewsByPatterns.clear();
  }

  /** Takes back what an earlier run stored; call it once, after `configure` and before any chunk. */
  restore(streaks: readonly StoredStreak[]): void {
    const trackers = new Map(
      this.patterns.map(({ compiled, tracker }) => [compiled.config.id, tracker]),
    );
    for (const streak of streaks) {
      const tracker = trackers.get(streak.patternId);
      if (tracker?.fingerprint === streak.state.fingerprint) tracker.restore(streak);
      else this.forget([streak.key]);
    }
  }

  process(chunk: Chunk): EngineResult {
    const { trackers, scanner, waiting } = this.viewOf(chunk.sourceId);
    const lines = new ChunkLines(chunk, this.openRecords.before(chunk));
    const tracked = { lines, streamId: chunk.streamId, offset: chunk.offset };
    scanner.scan(chunk.bytes, (start, end, implicated) => {
      const span = { start, end };
      const text = lines.textOf(span);
      for (const index of implicated) {
        if (trackers[index]?.look(tracked, span, text)) waiting.add(index);
      }
    });
    const concerned = [...waiting].sort((a, b) => a - b);
    const busy = concerned.filter((index) => trackers[index]?.isIdle(chunk.streamId) === false);
    const changes = busy.flatMap((index) => trackers[index]?.finish(tracked) ?? []);
    for (const index of concerned) {
      if (trackers[index]?.hasStreaks() !== true) waiting.delete(index);
    }
    this.openRecords.remember(chunk);
    return this.collect(changes);
  }

  private collect(changes: readonly TrackedChanges[]): EngineResult {
    const deletes = [...this.obsolete, ...changes.flatMap((change) => change.deletes)];
    this.obsolete.clear();
    return {
      streaks: { upserts: changes.flatMap((change) => change.upserts), deletes },
      detections: changes.flatMap((change) => change.detections),
      unfinished: new Map(changes.flatMap((change) => [...change.unfinished])),
    };
  }

  private viewOf(sourceId: string): SourceView {
    const known = this.viewsBySource.get(sourceId);
    if (known) return known;
    const view = this.sharedView(
      this.patterns.filter(({ compiled }) => compiled.config.sources?.includes(sourceId) ?? true),
    );
    this.viewsBySource.set(sourceId, view);
    return view;
  }

  /** Sources that the same patterns look at share a scanner: its tables are the large part. */
  private sharedView(active: readonly ActivePattern[]): SourceView {
    const id = active.map(({ compiled }) => compiled.config.id).join();
    const known = this.viewsByPatterns.get(id);
    if (known) return known;
    const view = {
      trackers: active.map(({ tracker }) => tracker),
      waiting: new Set(active.keys()),
      scanner: createCandidateScanner(active.map(({ compiled }) => compiled.requirement)),
    };
    this.viewsByPatterns.set(id, view);
    return view;
  }

  private forget(keys: readonly string[]): void {
    for (const key of keys) this.obsolete.add(key);
  }
}
