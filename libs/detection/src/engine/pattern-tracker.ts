import type { DetectionRaised } from '@app/contracts';
import { buildDetection, type Exceeding } from './build-detection.js';
import type { ChunkLines, LineSpan } from './chunk-lines.js';
import type { CompiledPattern } from './compiled-pattern.js';
import type { EngineObserver } from './engine-observer.js';
import { groupValue, streakKey } from './keys.js';
import type { LinearRegex } from './linear-regex.js';
import type { StoredStreak } from './stored-streak.js';
import {
  fromState,
  lengthen,
  lengthenInWindow,
  newest,
  newStreak,
  readProofs,
  type Streak,
} from './streak.js';
import { StreakTable } from './streak-table.js';

/** The chunk under work, as a tracker sees it. */
export interface TrackedChunk {
  readonly lines: ChunkLines;
  readonly streamId: string;
  /** Byte offset of the chunk in its file. */
  readonly offset: number;
}

/** What a chunk changed. */
export interface TrackedChanges {
  readonly upserts: readonly StoredStreak[];
  readonly deletes: readonly string[];
  readonly detections: readonly DetectionRaised[];
  /** By key, the newest record of those that may go on with it in the next chunk. */
  readonly unfinished: ReadonlyMap<string, Buffer>;
}

/** Streaks and detections of one pattern. */
export class PatternTracker {
  private readonly changed = new Set<string>();
  private readonly stored = new Set<string>();
  private readonly exceedings = new Map<string, Exceeding>();
  /** Up to here the chunk has been looked at for lines that end streaks; always the start of a line. */
  private checkedTo = 0;

  constructor(
    private pattern: CompiledPattern,
    private readonly observe?: EngineObserver,
    private readonly streaks = new StreakTable(),
  ) {}

  get fingerprint(): string {
    return this.pattern.fingerprint;
  }

  /** Takes over a new title, action or limit of heals; what streaks depend on must be the same. */
  update(pattern: CompiledPattern): void {
    this.pattern = pattern;
  }

  restore({ key, state }: StoredStreak): void {
    this.streaks.put(fromState(key, state));
    this.stored.add(key);
  }

  /** Keys of everything that the store knows of this pattern. */
  storedKeys(): readonly string[] {
    return [...this.stored];
  }

  /**
   * Looks at a line in which the pattern may match; lines come in order.
   *
   * @returns whether the line means anything to the pattern
   */
  look(chunk: TrackedChunk, span: LineSpan, text: string): boolean {
    const { recovery, match, exclude } = this.pattern;
    const recovered = firstToMatch(recovery, text);
    // A recovery line is no failure, even where `match` is wide enough to match it too.
    if (recovered) {
      this.recover(recovered.captures(text) ?? {});
      return true;
    }
    const regex = firstToMatch(match, text);
    if (!regex || firstToMatch(exclude, text)) return false;
    this.count(chunk, span, regex, text);
    return true;
  }

  /** Whether the chunk changed nothing for this pattern and cannot do so any more: most chunks, most patterns. */
  isIdle(streamId: string): boolean {
    return (
      this.changed.size === 0 &&
      (this.pattern.config.resetOn !== 'non-match' || !this.streaks.has(streamId))
    );
  }

  /** Whether any streak is under way, in whatever stream. */
  hasStreaks(): boolean {
    return this.streaks.size > 0;
  }

  /** Ends the streaks that the rest of the chunk ends, and says what has changed. */
  finish({ lines, streamId }: TrackedChunk): TrackedChanges {
    this.breakStreaks(lines, streamId, lines.length);
    this.checkedTo = 0;
    return { ...this.takeDetections(lines), ...this.takeChanges(lines) };
  }

  private count(chunk: TrackedChunk, span: LineSpan, regex: LinearRegex, text: string): void {
    const { config } = this.pattern;
    const perStream = config.resetOn === 'non-match';
    this.breakStreaks(chunk.lines, chunk.streamId, span.start);
    this.checkedTo = span.end + 1;

    const group = this.groupOf(regex, text);
    const stream = perStream ? chunk.streamId : '';
    const key = streakKey(config.id, stream, group);
    const streak = this.streaks.get(key) ?? newStreak(key, stream, group);
    this.lengthen(streak, span, chunk.lines);
    this.streaks.put(streak);
    this.changed.add(key);

    const raised = streak.length > config.maxStreak;
    this.observe?.({
      patternId: config.id,
      streakKey: key,
      offset: chunk.offset + span.start,
      at: () => chunk.lines.timeOf(span),
      length: streak.length,
      raised,
    });
    if (raised) this.exceed(streak, { span, regex });
  }

  private lengthen(streak: Streak, span: LineSpan, lines: ChunkLines): void {
    const { withinSeconds } = this.pattern.config;
    if (withinSeconds === undefined) lengthen(streak, span);
    else lengthenInWindow(streak, span, lines.timeOf(span), withinSeconds * 1_000);
  }

  private exceed(streak: Streak, last: Exceeding['last']): void {
    const id = JSON.stringify(streak.group);
    const exceeding = this.exceedings.get(id);
    if (exceeding) {
      exceeding.occurrences += 1;
      exceeding.last = last;
      exceeding.proofs = newest([...exceeding.proofs, ...streak.proofs]);
    } else {
      this.exceedings.set(id, {
        group: streak.group,
        occurrences: 1,
        last,
        proofs: streak.proofs,
      });
    }
    this.drop(streak.key);
  }

  /** Ends the stream's streaks when a record that does not match stands before `to`. */
  private breakStreaks(lines: ChunkLines, streamId: string, to: number): void {
    if (this.pattern.config.resetOn !== 'non-match' || !this.streaks.has(streamId)) return;
    if (!lines.recordBeginsBetween(this.checkedTo, to)) return;
    for (const key of this.streaks.keysOf(streamId)) this.drop(key);
  }

  /** Ends the streaks of the groups that the recovery line names; of all where it names none. */
  private recover(captures: Readonly<Record<string, string>>): void {
    const { groupBy } = this.pattern.config;
    for (const { key, group } of this.streaks.all()) {
      const agrees = groupBy.every(
        (name, index) =>
          captures[name] === undefined || groupValue(captures[name]) === group[index],
      );
      if (agrees) this.drop(key);
    }
  }

  private drop(key: string): void {
    this.streaks.remove(key);
    this.changed.add(key);
  }

  private groupOf(regex: LinearRegex, text: string): readonly string[] {
    const { groupBy } = this.pattern.config;
    if (groupBy.length === 0) return groupBy;
    const captures = regex.captures(text) ?? {};
    return groupBy.map((name) => groupValue(captures[name]));
  }

  private takeDetections(lines: ChunkLines): Pick<TrackedChanges, 'detections' | 'unfinished'> {
    const exceedings = [...this.exceedings.values()];
    this.exceedings.clear();
    const unfinished = new Map<string, Buffer>();
    const detections = exceedings.map((exceeding) => {
      const detection = buildDetection(this.pattern, exceeding, lines);
      const record = lines.openRecord(exceeding.last.span);
      if (record) unfinished.set(detection.key, record);
      return detection;
    });
    return { detections, unfinished };
  }

  private takeChanges(lines: ChunkLines): Pick<TrackedChanges, 'upserts' | 'deletes'> {
    const upserts: StoredStreak[] = [];
    const deletes: string[] = [];
    for (const key of this.changed) this.settleEvidence(key, lines);
    for (const key of this.streaks.evict()) this.changed.add(key);
    for (const key of this.changed) {
      const streak = this.streaks.get(key);
      if (streak) upserts.push(this.toStored(streak));
      else if (this.stored.delete(key)) deletes.push(key);
    }
    this.changed.clear();
    return { upserts, deletes };
  }

  private settleEvidence(key: string, lines: ChunkLines): void {
    const streak = this.streaks.get(key);
    if (!streak) return;
    const records = readProofs(streak.proofs, lines);
    streak.proofs = records;
    this.streaks.weigh(
      key,
      records.reduce((sum, { text }) => sum + text.length, 0),
    );
  }

  private toStored({ key, stream, group, length, times, proofs }: Streak): StoredStreak {
    this.stored.add(key);
    return {
      key,
      patternId: this.pattern.config.id,
      state: {
        fingerprint: this.fingerprint,
        stream,
        group,
        length,
        times: [...times],
        records: proofs.filter((proof) => 'text' in proof),
      },
    };
  }
}

function firstToMatch(regexes: readonly LinearRegex[], text: string): LinearRegex | undefined {
  for (const regex of regexes) if (regex.test(text)) return regex;
  return undefined;
}
