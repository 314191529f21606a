import type { StoredStreak } from '../engine/stored-streak.js';
import type { DetectionCommit } from './detection-log.js';

type Changes = DetectionCommit['streaks'];

/** What several chunks said of streaks, put together: the last word on each holds. */
export class StreakChanges {
  /** By key; undefined where the streak is over. */
  private readonly byKey = new Map<string, StoredStreak | undefined>();

  get size(): number {
    return this.byKey.size;
  }

  add({ upserts, deletes }: Changes): void {
    for (const key of deletes) this.byKey.set(key, undefined);
    for (const streak of upserts) this.byKey.set(streak.key, streak);
  }

  take(): Changes {
    const entries = [...this.byKey];
    this.byKey.clear();
    return {
      upserts: entries.flatMap(([, streak]) => streak ?? []),
      deletes: entries.flatMap(([key, streak]) => (streak ? [] : [key])),
    };
  }
}
