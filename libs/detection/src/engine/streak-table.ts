import type { Streak } from './streak.js';

/** Text from a log chooses the groups, so what they take is bounded: the one unused for longest goes. */
const MOST_STREAKS = 10_000;
const MOST_EVIDENCE_CHARACTERS = 16 * 1024 * 1024;

/** The unfinished streaks of one pattern. */
export class StreakTable {
  /** The one unused for longest first. */
  private readonly byKey = new Map<string, Streak>();
  private readonly byStream = new Map<string, Set<string>>();
  private readonly weights = new Map<string, number>();
  private totalWeight = 0;

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): Streak | undefined {
    return this.byKey.get(key);
  }

  all(): readonly Streak[] {
    return [...this.byKey.values()];
  }

  keysOf(stream: string): readonly string[] {
    return [...(this.byStream.get(stream) ?? [])];
  }

  has(stream: string): boolean {
    return (this.byStream.get(stream)?.size ?? 0) > 0;
  }

  /** Puts the streak in, or makes it the one used last. */
  put(streak: Streak): void {
    this.byKey.delete(streak.key);
    this.byKey.set(streak.key, streak);
    const keys = this.byStream.get(streak.stream);
    if (keys) keys.add(streak.key);
    else this.byStream.set(streak.stream, new Set([streak.key]));
  }

  /** Says how much evidence a streak holds, in characters. */
  weigh(key: string, weight: number): void {
    this.totalWeight += weight - (this.weights.get(key) ?? 0);
    this.weights.set(key, weight);
  }

  remove(key: string): void {
    const streak = this.byKey.get(key);
    if (!streak) return;
    this.byKey.delete(key);
    this.totalWeight -= this.weights.get(key) ?? 0;
    this.weights.delete(key);
    this.byStream.get(streak.stream)?.delete(key);
  }

  /** Makes room; returns the keys that had to go. */
  evict(): string[] {
    const gone: string[] = [];
    for (const key of this.byKey.keys()) {
      if (this.byKey.size <= MOST_STREAKS && this.totalWeight <= MOST_EVIDENCE_CHARACTERS) break;
      this.remove(key);
      gone.push(key);
    }
    return gone;
  }
}
